namespace SBG.Testing.Worlds;

/// <summary>An edition of a compliance report, issued through the public routes.</summary>
public static class IssuedEdition
{
    /// <summary>Has one made, and waits for it.</summary>
    /// <param name="manager">A service manager.</param>
    /// <param name="path">Where it is asked for.</param>
    /// <param name="body">What is asked.</param>
    /// <returns>Where it is read.</returns>
    public static async Task<string> Of(Caller manager, string path, object? body = null)
    {
        ArgumentNullException.ThrowIfNull(manager);
        var accepted = (await manager.Post(path, body)).Is(202);
        var done = await manager.Until(accepted.Location, operation => operation.GetProperty("status").GetString() is "completed" or "failed");
        return done.Json.GetProperty("result").GetProperty("location").GetString()!;
    }
}
