namespace SBG.Testing.Worlds;

/// <summary>A pool whose seats are lent for the time of use; made through the public routes.</summary>
/// <param name="Id">The pool.</param>
public sealed record SharedPool(string Id)
{
    /// <summary>Its path.</summary>
    public string Path => "/v1/licence-pools/" + Id;

    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="seats">Seats bought.</param>
    /// <param name="length">How long a lease lasts, ISO 8601.</param>
    /// <param name="takeWithin">How long a seat is kept for whoever waited.</param>
    public static async Task<SharedPool> Of(Api api, int seats, string length = "PT30M", string takeWithin = "PT5M")
    {
        ArgumentNullException.ThrowIfNull(api);
        var manager = api.As("service-manager.mcn");
        var plan = await PublishedOffer.NewPricePlan(api, "12.50");
        var pool = (await manager.Post("/v1/licence-pools", new { name = "Dessin", product = "Dessin d'essai", pricePlanId = plan, seats, kind = "shared" })).Is(201);
        (await manager.At(pool.ETag).Post($"{pool.Location}/lease-terms", new { length, takeWithin })).Is(200);
        return new(pool.Id);
    }

    /// <summary>Seats lent now, and seats still to be had.</summary>
    /// <param name="api">The service.</param>
    public async Task<(int Leased, int Available)> Balance(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        var balance = (await api.As("agent.mcn").Get(Path)).Is(200).Json.GetProperty("balance");
        return (balance.GetProperty("leased").GetInt32(), balance.GetProperty("available").GetInt32());
    }

    /// <summary>Its whole ledger, the oldest first: what happened, when, seats bought and lent after it.</summary>
    /// <param name="api">The service.</param>
    public async Task<IReadOnlyList<(string Type, DateTimeOffset At, int Purchased, int Leased)>> Ledger(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        var entries = new List<(string, DateTimeOffset, int, int)>();
        for (var path = $"{Path}/ledger?limit=200"; path is not null;)
        {
            var page = (await api.As("agent.mcn").Get(path)).Is(200).Json;
            foreach (var entry in page.GetProperty("items").EnumerateArray())
            {
                var balance = entry.GetProperty("balance");
                entries.Add((entry.GetProperty("type").GetString()!, entry.GetProperty("occurredAt").GetDateTimeOffset(), balance.GetProperty("purchased").GetInt32(), balance.GetProperty("leased").GetInt32()));
            }

            path = page.GetProperty("nextCursor").GetString() is { } next ? $"{Path}/ledger?limit=200&cursor={next}" : null;
        }

        entries.Reverse();
        return entries;
    }
}
