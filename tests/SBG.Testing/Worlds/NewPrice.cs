using System.Globalization;

namespace SBG.Testing.Worlds;

/// <summary>Another price of a plan: rehearsed on the month so far, then published; made through the public routes.</summary>
public static class NewPrice
{
    /// <summary>Publishes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="validFrom">First day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="price">A member of JSON: <c>"monthlyPerSeat": ...</c> or <c>"charge": ...</c>.</param>
    public static async Task<Reply> Of(Api api, string planId, string validFrom, string price)
    {
        ArgumentNullException.ThrowIfNull(api);
        var (finance, path) = (api.As("finance.mcn"), "/v1/price-plans/" + planId);
        var month = DateTime.UtcNow.AddHours(-5).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var rehearsal = (await finance.PostJson(path + "/rehearsals", $$"""{"months":["{{month}}"],{{price}}}""")).Is(201).Id;
        var plan = (await finance.Get(path)).Is(200);
        return (await finance.At(plan.ETag).PostJson(path + "/versions", $$"""{"validFrom":"{{validFrom}}","rehearsalId":"{{rehearsal}}",{{price}}}""")).Is(200);
    }

    /// <summary>A monthly price as a member of JSON.</summary>
    /// <param name="amount">Dollars.</param>
    public static string Monthly(string amount) => $$"""
        "monthlyPerSeat":{"amount":"{{amount}}","currency":"CAD"}
        """;
}
