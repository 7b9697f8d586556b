using System.Text.Json;
using SBG.Testing;
using SBG.Testing.Worlds;

namespace SBG.Api.Tests.Provisioning.Targets;

/// <summary>An order of one line on its way, watched over HTTP.</summary>
/// <param name="Agent">Who watches.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Request">Its request.</param>
internal sealed record Delivery(Caller Agent, ActiveClient Client, ApprovedRequest Request)
{
    public static async Task<Delivery> Of(Testing.Api api, params object[] plan)
    {
        var client = await ActiveClient.Of(api);
        return new(api.As("agent.mcn"), client, await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api, plan: plan)));
    }

    public async Task<JsonElement> Until(Predicate<JsonElement> wanted) =>
        Order((await Agent.Until(Request.Orders, page => Order(page) is { ValueKind: JsonValueKind.Object } order && wanted(order))).Json);

    public Task<JsonElement> Until(string status) => Until(order => order.GetProperty("status").GetString() == status);

    public async Task<Reply> Fetch() => (await Agent.Get($"{Request.Orders}/{Order((await Agent.Get(Request.Orders)).Is(200).Json).GetProperty("id").GetString()}")).Is(200);

    public async Task<Reply> Tell(string command, object? body = null)
    {
        var order = await Fetch();
        return await Agent.At(order.ETag).Post($"{Request.Orders}/{order.Id}/{command}", body);
    }

    public static string? Resource(JsonElement order, int step = 0) => order.GetProperty("steps")[step].GetProperty("resourceId").GetString();

    public static int Attempt(JsonElement order, int step = 0) => order.GetProperty("steps")[step].GetProperty("attempt").GetInt32();

    private static JsonElement Order(JsonElement page) => page.GetProperty("items").EnumerateArray().FirstOrDefault();
}
