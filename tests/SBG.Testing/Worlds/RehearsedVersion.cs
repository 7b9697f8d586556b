namespace SBG.Testing.Worlds;

/// <summary>The next version of a calendar or policy: drafted, rehearsed on all history, published; made through the public routes.</summary>
public static class RehearsedVersion
{
    /// <summary>Makes one.</summary>
    /// <param name="manager">A service manager.</param>
    /// <param name="path">The calendar or the policy.</param>
    /// <param name="draft">The body of the draft.</param>
    /// <returns>The answer to the publication.</returns>
    public static async Task<Reply> Of(Caller manager, string path, object draft)
    {
        ArgumentNullException.ThrowIfNull(manager);
        var drafted = (await manager.At((await manager.Get(path)).Is(200).ETag).Post(path + "/draft", draft)).Is(200);
        var rehearsed = (await manager.At(drafted.ETag).Post(path + "/rehearse", new { })).Is(200);
        return (await manager.At(rehearsed.ETag).Post(path + "/publish")).Is(200);
    }
}
