namespace SBG.Testing.Worlds;

/// <summary>An offer in the catalogue with its price plan; made through the public routes.</summary>
/// <param name="Id">The offer.</param>
/// <param name="PricePlanId">Its price plan.</param>
public sealed record PublishedOffer(string Id, string PricePlanId)
{
    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="price">Dollars a month.</param>
    /// <param name="plan">The steps; absent: one simulated step.</param>
    /// <param name="poolId">The licence pool.</param>
    /// <param name="pricePlanId">The price plan; absent: a new one.</param>
    public static async Task<PublishedOffer> Of(Api api, string price = "12.50", object[]? plan = null, string? poolId = null, string? pricePlanId = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        var manager = api.As("service-manager.mcn");
        pricePlanId ??= await NewPricePlan(api, price);
        var offer = (await manager.Post("/v1/offers", new
        {
            name = "Poste de travail",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId,
            licencePoolId = poolId,
            plan = plan ?? [Step("preparer", "simulated")],
            options = new[] { new { key = "taille", label = "Taille", choices = new[] { "14", "16" }, required = false } },
        })).Is(201);
        await Publish(api, offer);
        return new(offer.Id, pricePlanId);
    }

    /// <summary>Publishes a draft, which someone else approves.</summary>
    /// <param name="api">The service.</param>
    /// <param name="draft">The offer, as it was answered last.</param>
    public static async Task<Reply> Publish(Api api, Reply draft)
    {
        ArgumentNullException.ThrowIfNull(api);
        var approved = await Approve(api, draft);
        return (await api.As("service-manager.mcn").At(approved.ETag).Post($"/v1/offers/{approved.Id}/publish")).Is(200);
    }

    /// <summary>Lets someone else approve a draft.</summary>
    /// <param name="api">The service.</param>
    /// <param name="draft">The offer, as it was answered last.</param>
    public static async Task<Reply> Approve(Api api, Reply draft)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(draft);
        var proposed = (await api.As("service-manager.mcn").At(draft.ETag).Post($"/v1/offers/{draft.Id}/propose")).Is(200);
        return (await api.As("florence@service-manager.mcn").At(proposed.ETag).Post($"/v1/offers/{draft.Id}/approve")).Is(200);
    }

    /// <summary>A price plan.</summary>
    /// <param name="api">The service.</param>
    /// <param name="price">Dollars a month.</param>
    public static async Task<string> NewPricePlan(Api api, string price) =>
        (await api.As("finance.mcn").Post("/v1/price-plans", new { name = "Tarif fictif", validFrom = "2020-01-01", monthlyPerSeat = new { amount = price, currency = "CAD" } })).Is(201).Id;

    /// <summary>A step of a plan.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="connector">Who carries it out.</param>
    /// <param name="fault">A fault of the simulated connector.</param>
    /// <param name="givenUp">What happens after its last failed attempt: <c>fallOut</c> or <c>compensate</c>.</param>
    /// <param name="dependsOn">The steps before it; absent: the one before it.</param>
    /// <param name="noReturn">Whether nothing is undone beyond it.</param>
    /// <param name="maxAttempts">How many attempts it has.</param>
    public static object Step(
        string key, string connector, string? fault = null, string givenUp = "fallOut", string[]? dependsOn = null, bool noReturn = false, int maxAttempts = 3) => new
        {
            givenUp,
            dependsOn,
            noReturn,
            retry = new { firstDelay = "PT0.1S", factorPercent = 100, cap = "PT0.1S" },
            key,
            title = key,
            connector,
            maxAttempts,
            timeOut = "PT5M",
            settings = fault is null ? new Dictionary<string, string>() : new() { ["fault"] = fault },
        };
}
