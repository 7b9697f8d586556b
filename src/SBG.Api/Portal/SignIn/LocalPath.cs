namespace SBG.Api.Portal.SignIn;

/// <summary>Paths that someone else tells: only those of the portal lead anywhere.</summary>
public static class LocalPath
{
    /// <summary>Where the portal begins.</summary>
    public const string Home = "/portail";

    /// <summary>The told path, if it is one of the portal; its beginning otherwise.</summary>
    /// <param name="told">What a query said.</param>
    public static string Of(string? told) =>
        told is not null && (told == Home || told.StartsWith(Home + "/", StringComparison.Ordinal)) && !told.Contains('\\', StringComparison.Ordinal) && !told.Contains("//", StringComparison.Ordinal)
            ? told
            : Home;
}
