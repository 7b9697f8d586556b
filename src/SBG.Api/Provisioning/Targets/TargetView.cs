using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>A registered outside system, as the API shows it; its credentials are never shown.</summary>
/// <param name="Id">The target.</param>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Name">What people call it.</param>
/// <param name="BaseUrl">Where it is.</param>
/// <param name="TimeOut">How long a call may take (ISO 8601).</param>
/// <param name="Settings">What its connector is told.</param>
/// <param name="Credentials">The form of its credentials.</param>
/// <param name="IsEnabled">Whether it is called.</param>
/// <param name="CallbackUrl">Where it tells outcomes that come later; null: its kind tells none, or the service does not know its own address.</param>
/// <param name="RegisteredAt">When it became known (UTC).</param>
/// <param name="Orphans">The accounts that it was found to hold and of which no order knows, by the ids under which the service makes them.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record TargetView(
    Guid Id,
    TargetProtocol Kind,
    string Name,
    string BaseUrl,
    TimeSpan TimeOut,
    IReadOnlyDictionary<string, string> Settings,
    CredentialForm Credentials,
    bool IsEnabled,
    string? CallbackUrl,
    DateTimeOffset RegisteredAt,
    IReadOnlyList<Guid> Orphans,
    IReadOnlyList<string> Actions)
{
    internal static TargetView Of(Target target, Actor actor, CallbackAddress callbacks) => new(
        target.Id, target.Kind, target.Terms.Name, target.Terms.BaseUrl, target.Terms.TimeOut, target.Terms.Settings, target.Credentials.Form, target.IsEnabled,
        target.Kind == TargetProtocol.Webhook ? callbacks.Of(target.Id) : null, target.RegisteredAt, target.Orphans,
        new Actions(actor).May("revise", TargetEndpoints.Keepers).May("replace-credentials", TargetEndpoints.Keepers).May("disable", TargetEndpoints.Keepers)
            .May("enable", TargetEndpoints.Keepers).May("test", TargetEndpoints.Keepers).May("check-drift", TargetEndpoints.Keepers)
            .May("import-catalogue", ImportCatalogue.Hindrance(target) ?? (target.IsEnabled ? null : SwitchTarget.Disabled), Role.ServiceManager).Listed);
}

/// <summary>What came of a try.</summary>
/// <param name="Reached">Whether it answered as its kind should.</param>
/// <param name="Status">The HTTP status; null: it did not answer.</param>
/// <param name="Code">Why it was not reached: a registered code.</param>
/// <param name="Took">How long it took (ISO 8601).</param>
public sealed record TargetTestView(bool Reached, int? Status, string? Code, TimeSpan Took);
