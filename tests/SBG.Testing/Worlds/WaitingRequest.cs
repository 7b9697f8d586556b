namespace SBG.Testing.Worlds;

/// <summary>A request of one line that waits for its approval under a policy of its client; made through the public routes.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Path">Its path.</param>
/// <param name="LineId">Its line.</param>
/// <param name="PolicyPath">The policy's path; empty: there is none.</param>
public sealed record WaitingRequest(ActiveClient Client, string Path, string LineId, string PolicyPath)
{
    /// <summary>A step whose voters are people, named by persona without the client, or roles.</summary>
    /// <param name="client">The client.</param>
    /// <param name="key">Its name.</param>
    /// <param name="rule">When it is granted.</param>
    /// <param name="after">The step that it follows.</param>
    /// <param name="voters"><c>bo@approver</c>, or <c>role:approver</c>.</param>
    public static object Step(ActiveClient client, string key, string rule, string? after, params string[] voters)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new
        {
            key,
            rule,
            after = after is null ? [] : new[] { after },
            voters = voters.Select(voter => voter.StartsWith("role:", StringComparison.Ordinal)
                ? (object)new { by = "role", role = voter[5..] }
                : new { by = "person", subject = client.Persona(voter) }),
            remindAfter = "PT24H",
            escalateAfter = "PT72H",
        };
    }

    /// <summary>Makes one; lise asks.</summary>
    /// <param name="api">The service.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="steps">The policy's steps; none: no policy.</param>
    public static async Task<WaitingRequest> Of(Api api, ActiveClient client, params object[] steps)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(client);
        var policy = steps.Length == 0
            ? string.Empty
            : (await api.As(client.Persona("client-manager")).Post($"{client.Path}/approval-policies", new { name = "Essai", terms = new { steps } })).Is(201).Location;
        var offer = await PublishedOffer.Of(api);
        var lise = api.As(client.Persona("lise@requester"));
        var lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity = 1, options = new { taille = "14" } } };
        var cart = (await lise.Post($"{client.Path}/carts", new { lines })).Is(201);
        var request = (await lise.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        return new(client, request.Location, request.Json.GetProperty("lines")[0].GetProperty("lineId").GetString()!, policy);
    }

    /// <summary>Approves what is shown to the persona now.</summary>
    /// <param name="api">The service.</param>
    /// <param name="persona">Without the client.</param>
    public async Task<Reply> Approve(Api api, string persona)
    {
        ArgumentNullException.ThrowIfNull(api);
        var voter = api.As(persona.EndsWith(".mcn", StringComparison.Ordinal) ? persona : Client.Persona(persona));
        var shown = (await voter.Get(Path)).Is(200);
        return await voter.At(shown.ETag).Post($"{Path}/approve", new { contentHash = shown["contentHash"] });
    }

    /// <summary>The names of its events so far.</summary>
    /// <param name="api">The service.</param>
    public async Task<IReadOnlyList<string>> Events(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        var history = (await api.As("auditor.mcn").Get(Path + "/history?limit=200")).Is(200);
        return [.. history.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()!)];
    }
}
