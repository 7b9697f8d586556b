using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>Make an outside system known.</summary>
/// <param name="Id">The new stream.</param>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Terms">What is told of it.</param>
/// <param name="Credentials">How the service makes itself known to it.</param>
/// <param name="MayBePlain">Whether http is good enough for it.</param>
public sealed record RegisterTarget(Guid Id, TargetProtocol Kind, TargetTerms Terms, SealedCredentials Credentials, bool MayBePlain)
{
    /// <summary>Decides; one that is known is not registered again.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The target, if there is one of that id.</param>
    public static Decision<Target> Decide(RegisterTarget command, Target? existing) =>
        existing is not null ? Decision.Nothing
        : TargetRules.Hindrance(command.Kind, command.Terms, command.MayBePlain) is { } unfit ? unfit
        : TargetRules.Hindrance(command.Kind, command.Credentials.Form) is { } wrong ? wrong
        : new TargetRegistered(command.Id, command.Kind, command.Terms, command.Credentials);
}

/// <summary>Write anew what is told of it.</summary>
/// <param name="Terms">All of it.</param>
/// <param name="MayBePlain">Whether http is good enough for it.</param>
public sealed record ReviseTarget(TargetTerms Terms, bool MayBePlain)
{
    /// <summary>The address leads to another server: the credentials would be told to whoever is there.</summary>
    public static readonly Refusal OtherServer = new("provisioning/other-server");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="target">The target.</param>
    public static Decision<Target> Decide(ReviseTarget command, Target target) =>
        TargetRules.Hindrance(target.Kind, command.Terms, command.MayBePlain) is { } unfit ? unfit
        : command.Terms == target.Terms ? Decision.Nothing
        : Server(command.Terms) != Server(target.Terms) ? OtherServer.With("name", target.Terms.Name)
        : new TargetRevised(command.Terms);

    private static string Server(TargetTerms terms) => new Uri(terms.BaseUrl).GetLeftPart(UriPartial.Authority);
}

/// <summary>Make the service known to it in another way.</summary>
/// <param name="Credentials">How.</param>
public sealed record ReplaceCredentials(SealedCredentials Credentials)
{
    /// <summary>Decides; the same credentials under another ciphertext cannot be told from others.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="target">The target.</param>
    public static Decision<Target> Decide(ReplaceCredentials command, Target target) =>
        TargetRules.Hindrance(target.Kind, command.Credentials.Form) is { } wrong ? wrong : new TargetCredentialsReplaced(command.Credentials);
}

/// <summary>Call it no more, or again.</summary>
public static class SwitchTarget
{
    /// <summary>It is not called.</summary>
    public static readonly Refusal Disabled = new("provisioning/target-disabled");

    /// <summary>Call it no more.</summary>
    /// <param name="target">The target.</param>
    public static Decision<Target> Off(Target target) => target.IsEnabled ? new TargetDisabled() : Decision.Nothing;

    /// <summary>Call it again.</summary>
    /// <param name="target">The target.</param>
    public static Decision<Target> On(Target target) => target.IsEnabled ? Decision.Nothing : new TargetEnabled();
}
