namespace SBG.Ops.Demo;

/// <summary>Brings a draft into the catalogue, as the two people who must agree on it.</summary>
internal static class Publication
{
    /// <summary>Proposes, approves and publishes a draft.</summary>
    /// <param name="api">The API.</param>
    /// <param name="draft">The offer, just drafted.</param>
    /// <returns>The published offer.</returns>
    public static async Task<DemoAnswer> Publish(this DemoApi api, DemoAnswer draft)
    {
        var proposed = await api.Post(Cast.ServiceManager, $"{draft.Location}/propose", at: draft);
        var approved = await api.Post(Cast.Reviewer, $"{draft.Location}/approve", at: proposed);
        return await api.Post(Cast.ServiceManager, $"{draft.Location}/publish", at: approved);
    }
}
