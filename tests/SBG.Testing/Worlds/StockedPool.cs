using System.Text.Json;

namespace SBG.Testing.Worlds;

/// <summary>A licence pool with seats to give; made through the public routes.</summary>
/// <param name="Id">The pool.</param>
/// <param name="PricePlanId">Its price plan.</param>
public sealed record StockedPool(string Id, string PricePlanId)
{
    /// <summary>Its path.</summary>
    public string Path => "/v1/licence-pools/" + Id;

    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="seats">Seats bought.</param>
    public static async Task<StockedPool> Of(Api api, int seats)
    {
        ArgumentNullException.ThrowIfNull(api);
        var plan = await PublishedOffer.NewPricePlan(api, "12.50");
        var pool = (await api.As("service-manager.mcn").Post("/v1/licence-pools", new { name = "Courriel", product = "Courriel d'essai", pricePlanId = plan, seats })).Is(201);
        return new(pool.Id, plan);
    }

    /// <summary>An offer whose delivery takes seats of this pool.</summary>
    /// <param name="api">The service.</param>
    /// <param name="plan">The steps.</param>
    public Task<PublishedOffer> Offer(Api api, params object[] plan) => PublishedOffer.Of(api, plan: plan, poolId: Id, pricePlanId: PricePlanId);

    /// <summary>Purchased, reserved, assigned, available.</summary>
    /// <param name="api">The service.</param>
    public async Task<(int Purchased, int Reserved, int Assigned, int Available)> Balance(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        return Of((await api.As("agent.mcn").Get(Path)).Is(200).Json.GetProperty("balance"));
    }

    private static (int Purchased, int Reserved, int Assigned, int Available) Of(JsonElement balance) =>
        (balance.GetProperty("purchased").GetInt32(), balance.GetProperty("reserved").GetInt32(), balance.GetProperty("assigned").GetInt32(), balance.GetProperty("available").GetInt32());
}
