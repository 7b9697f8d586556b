using SBG.Ops.Outside;

namespace SBG.Testing.Worlds;

/// <summary>A registered outside system; made through the public routes.</summary>
/// <param name="Id">The target.</param>
public sealed record RegisteredTarget(string Id)
{
    /// <summary>Its path.</summary>
    public string Path => "/v1/targets/" + Id;

    /// <summary>A broker, asked every second.</summary>
    /// <param name="api">The service.</param>
    /// <param name="broker">The broker.</param>
    public static Task<RegisteredTarget> Of(Api api, ServiceBroker broker)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return Of(api, "osb", broker.Url, new { username = "sbg", password = "secret" }, new() { ["pollEvery"] = "1" });
    }

    /// <summary>A system that is told by webhooks.</summary>
    /// <param name="api">The service.</param>
    /// <param name="receiver">The system.</param>
    /// <param name="settings">What its connector is told.</param>
    public static Task<RegisteredTarget> Of(Api api, WebhookReceiver receiver, Dictionary<string, string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Of(api, "webhook", receiver.Url, new { signingSecrets = new[] { receiver.Secret } }, settings);
    }

    /// <summary>A directory.</summary>
    /// <param name="api">The service.</param>
    /// <param name="directory">The directory.</param>
    public static Task<RegisteredTarget> Of(Api api, UserDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Of(api, "scim", directory.Url, new { token = "jeton" }, null);
    }

    /// <summary>A step that it carries out.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="connector">How it is spoken to.</param>
    /// <param name="settings">What the connector is told.</param>
    /// <param name="maxAttempts">How many attempts it has.</param>
    /// <param name="updatedInPlace">Whether it is changed in place.</param>
    /// <param name="timeOut">How long an attempt may take.</param>
    public object Step(string key, string connector, Dictionary<string, string>? settings = null, int maxAttempts = 3, bool updatedInPlace = false, string timeOut = "PT5M") => new
    {
        key,
        title = key,
        connector,
        maxAttempts,
        timeOut,
        updatedInPlace,
        target = Id,
        settings = settings ?? [],
        retry = new { firstDelay = "PT0.1S", factorPercent = 100, cap = "PT0.1S" },
    };

    private static async Task<RegisteredTarget> Of(Api api, string kind, string url, object credentials, Dictionary<string, string>? settings)
    {
        ArgumentNullException.ThrowIfNull(api);
        var target = (await api.As("service-manager.mcn").Post("/v1/targets", new
        {
            kind,
            terms = new { name = "Système d'essai", baseUrl = url, timeOut = "PT2S", settings = settings ?? [] },
            credentials,
        })).Is(201);
        return new(target.Id);
    }
}
