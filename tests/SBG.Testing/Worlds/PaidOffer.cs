namespace SBG.Testing.Worlds;

/// <summary>An offer that costs 150.00 when it is delivered, with a warranty at 9.99 a month and disks at 20.00 and 1.58 a month each; made through the public routes.</summary>
public static class PaidOffer
{
    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="fault">A fault of the connector, which undoes the order; absent: it is delivered.</param>
    public static async Task<PublishedOffer> Of(Api api, string? fault = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        var plan = await PublishedOffer.NewPricePlan(api, "12.50");
        var draft = (await api.As("service-manager.mcn").Post("/v1/offers", new
        {
            name = "Poste à options payantes",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId = plan,
            plan = new[] { PublishedOffer.Step("preparer", "simulated", fault, "compensate", maxAttempts: 1) },
            form = new { type = "object", properties = new { garantie = new { type = "boolean" }, disques = new { type = "integer", minimum = 0, maximum = 8 } } },
            oneOffPrice = Dollars("150.00"),
            paidOptions = new object[]
            {
                new { option = "garantie", choice = "true", monthly = Dollars("9.99") },
                new { option = "disques", oneOff = Dollars("20.00"), monthly = Dollars("1.58") },
            },
        })).Is(201);
        await PublishedOffer.Publish(api, draft);
        return new(draft.Id, plan);
    }

    /// <summary>An amount as bodies tell it.</summary>
    /// <param name="amount">With two decimals.</param>
    public static object Dollars(string amount) => new { amount, currency = "CAD" };
}
