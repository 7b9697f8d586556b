using System.Text.Json;
using SBG.Ops.Demo;
using SBG.Ops.Outside;

namespace SBG.Ops.Commands;

/// <summary>
/// Outside systems as they are: HTTP servers that outlive the service, a broker and a receiver of webhooks, written from their specifications. They refuse at random, or do
/// what is asked and lose their answer. Afterwards what they hold is compared with what the service says it delivered.
/// </summary>
internal sealed class ChaosOutside : IAsyncDisposable
{
    private readonly ServiceBroker _broker;
    private readonly WebhookReceiver _receiver;
    private readonly Random _chance;

    private ChaosOutside(ServiceBroker broker, WebhookReceiver receiver, int seed)
    {
        (_broker, _receiver, _chance) = (broker, receiver, new(seed));
        (_broker.Odds, _receiver.Odds) = (Drawn, Drawn);
    }

    /// <summary>Starts both.</summary>
    /// <param name="seed">Of what goes wrong.</param>
    public static async Task<ChaosOutside> Start(int seed) =>
        new(await OutsideServer.Start(new ServiceBroker { Polls = 1 }), await OutsideServer.Start(new WebhookReceiver()), seed);

    /// <summary>Makes them known to the service.</summary>
    /// <returns>Plans by which they deliver; the last step of some is refused for good, so that what was done is undone.</returns>
    public async Task<object[][]> Register(DemoApi api)
    {
        var broker = await Register(api, "osb", _broker.Url, new { username = "sbg", password = "secret" }, new() { ["pollEvery"] = "1" });
        var receiver = await Register(api, "webhook", _receiver.Url, new { signingSecrets = new[] { _receiver.Secret } }, []);
        var instance = Step("bureau", "osb", broker, new() { ["service"] = "svc-bureau", ["plan"] = "plan-standard" });
        var told = Step("avis", "webhook", receiver, []);
        return [[instance, told], [told, instance, Step("refus", "simulated", null, new() { ["fault"] = "never" }, 1)]];
    }

    /// <summary>Compares what they hold with what the service delivered.</summary>
    /// <param name="api">The service.</param>
    /// <param name="cast">Who asks.</param>
    /// <returns>What was looked for, and how many there are: none should be.</returns>
    public async Task<IReadOnlyList<(string What, long Found)>> Compare(DemoApi api, Cast cast)
    {
        var delivered = await Delivered(api, cast);
        Console.WriteLine($"Outside: {_broker.Log.Count + _receiver.Log.Count} calls, {_broker.Made} instances made and {_broker.Deleted.Count} deleted, {_receiver.Held.Count} held by webhooks.");
        return
        [
            ("Instances that the broker holds and no order delivered", _broker.Instances.Keys.Except(delivered["osb"]).Count()),
            ("Instances delivered that the broker does not hold", delivered["osb"].Except(_broker.Instances.Keys).Count()),
            ("Instances made twice", _broker.Made - _broker.Instances.Count - _broker.Deleted.Distinct().Count()),
            ("Resources that the receiver holds and no order delivered", _receiver.Held.Keys.Except(delivered["webhook"]).Count()),
            ("Resources delivered that the receiver does not hold", delivered["webhook"].Except(_receiver.Held.Keys).Count()),
            ("Messages with another signature, or another content under the same id", _receiver.Wrong.Count),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    // By connector: what its completed steps made, under the ids that the other side knows.
    private static async Task<Dictionary<string, HashSet<string>>> Delivered(DemoApi api, Cast cast)
    {
        var found = new Dictionary<string, HashSet<string>> { ["osb"] = [], ["webhook"] = [] };
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await api.Get(cast.Manager, $"{cast.Path}/requests?limit=50{cursor}");
            foreach (var request in page.Items)
            {
                var orders = await api.Get(cast.Manager, $"{cast.Path}/requests/{request.GetProperty("id").GetString()}/provisioning?limit=200");
                foreach (var step in orders.Items.SelectMany(order => order.GetProperty("steps").EnumerateArray()).Where(step => step.GetProperty("status").GetString() == "completed"))
                {
                    if (found.TryGetValue(step.GetProperty("connector").GetString()!, out var made))
                    {
                        made.Add(step.GetProperty("resourceId").GetString()!);
                    }
                }
            }

            cursor = page.Json.GetProperty("nextCursor") is { ValueKind: JsonValueKind.String } next ? "&cursor=" + next.GetString() : null;
        }

        return found;
    }

    // One request in six is refused, one in twelve is done without an answer.
    private (Mishap Mishap, Told Answer)? Drawn(Received request)
    {
        lock (_chance)
        {
            return _chance.Next(12) switch
            {
                0 or 1 => (Mishap.Refused, new(503)),
                2 => (Mishap.AnswerLost, new(500)),
                _ => null,
            };
        }
    }

    private static async Task<string> Register(DemoApi api, string kind, string url, object credentials, Dictionary<string, string> settings) =>
        (await api.Post(Cast.ServiceManager, "/v1/targets", new { kind, terms = new { name = "Essai", baseUrl = url, timeOut = "PT1S", settings }, credentials })).Id;

    private static object Step(string key, string connector, string? target, Dictionary<string, string> settings, int maxAttempts = 20) => new
    {
        key,
        title = key,
        connector,
        target,
        maxAttempts,
        timeOut = "PT20S",
        givenUp = "compensate",
        retry = new { firstDelay = "PT0.1S", factorPercent = 150, cap = "PT2S", jitterPercent = 50 },
        settings,
    };
}
