using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using SBG.Ops.Outside;
using SBG.Testing;
using SBG.Testing.Worlds;

namespace SBG.Api.Tests.Webhooks;

/// <summary>A service that does not wait long before it tries again.</summary>
internal sealed class WebhookApi : Testing.Api
{
    /// <summary>Settings beside the usual ones.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Webhooks:FirstDelay"] = "00:00:00.05",
        ["Webhooks:MaxAttempts"] = "3",
    };

    /// <summary>The node beside which this one works, on the same database; null: it works alone.</summary>
    public WebhookApi? Beside { get; init; }

    protected override string Secrets => Beside?.Secrets ?? base.Secrets;

    /// <summary>Subscribes a receiver.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="path">Where.</param>
    /// <param name="receiver">Who is told.</param>
    /// <param name="after">Behind which position; null: from now on.</param>
    /// <param name="types">Which events.</param>
    public static async Task<Reply> Subscribe(Caller caller, string path, EventReceiver receiver, long? after = null, params string[] types)
    {
        var webhook = (await caller.Post(path, new { terms = new { name = "Entrepôt", url = receiver.Url + "/sbg", types }, after })).Is(201);
        receiver.Secrets.Add(webhook["secret"]!);
        return webhook;
    }

    /// <summary>Reports incidents, and comments the first of them.</summary>
    /// <param name="client">Whose.</param>
    /// <param name="incidents">How many.</param>
    /// <param name="comments">How many on each.</param>
    /// <returns>The incidents, as the feed names them.</returns>
    public async Task<IReadOnlyList<string>> Talk(ActiveClient client, int incidents, int comments)
    {
        var (ana, subjects) = (As(client.Persona("ana@requester")), new List<string>());
        for (var i = 0; i < incidents; i++)
        {
            var incident = (await ana.Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
            subjects.Add("incident/" + incident.Id);
            var tag = incident.ETag;
            for (var j = 0; j < comments; j++)
            {
                tag = (await ana.At(tag).Post($"{incident.Location}/comments", new { visibility = "public", text = "Encore" })).Is(200).ETag;
            }
        }

        return subjects;
    }

    protected override string Reach(string connectionString) => Beside?.ConnectionString ?? connectionString;

    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection(Settings);
}
