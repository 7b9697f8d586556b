namespace SBG.Ops;

/// <summary>Where things are in the checkout.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>SBG.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below it.</summary>
    /// <param name="parts">The path's parts.</param>
    public static string Below(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SBG.sln")))
            {
                return at.FullName;
            }
        }

        throw new OpsException("SBG.sln is in no folder above " + folder + ".");
    }
}
