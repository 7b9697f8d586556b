using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Let a colleague decide in one's place for a while.</summary>
/// <param name="DelegationId">A new id.</param>
/// <param name="To">The colleague's subject.</param>
/// <param name="StartsAt">From when (UTC); before now counts as now.</param>
/// <param name="EndsAt">Until when (UTC), exclusive.</param>
/// <param name="Reason">Why.</param>
public sealed record DelegateApprovals(Guid DelegationId, string To, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Sealed<string>? Reason)
{
    /// <summary>The longest delegation.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Nobody delegates to oneself.</summary>
    public static readonly Refusal ToOneself = new("approvals/delegation-to-oneself");

    /// <summary>It ends before it begins, before now, or a year after it begins.</summary>
    public static readonly Refusal DatesOutOfRange = new("approvals/delegation-dates");

    /// <summary>Decides. Only what one has by oneself is delegated: roles of the client, and being named in person.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">What is there under that id; null before.</param>
    /// <param name="actor">Who delegates.</param>
    /// <param name="now">UTC.</param>
    public static Decision<ApprovalDelegation> Decide(DelegateApprovals command, ApprovalDelegation? existing, Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(actor);
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if (command.To == actor.Subject)
        {
            return ToOneself;
        }

        var start = command.StartsAt < now ? now : command.StartsAt;
        if (command.EndsAt <= start || command.EndsAt - start > Longest)
        {
            return DatesOutOfRange;
        }

        ImmutableArray<string> roles = [.. new[] { Role.Approver, Role.ClientManager }.Where(role => actor.Has(role))];
        return new ApprovalsDelegated(command.DelegationId, actor.Subject, command.To, roles, start, command.EndsAt, command.Reason);
    }
}
