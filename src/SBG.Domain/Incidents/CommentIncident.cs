using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Write on the incident.</summary>
/// <param name="CommentId">A new id.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="Text">What is written.</param>
/// <param name="TimeSpent">How long the agent worked on it; null: not stated.</param>
public sealed record CommentIncident(Guid CommentId, CommentVisibility Visibility, Sealed<string> Text, TimeSpan? TimeSpent = null)
{
    /// <summary>The most time of one work note.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromHours(24);

    /// <summary>Time goes with a work note, which the client does not read, and is from a minute to a day in whole minutes.</summary>
    public static readonly Refusal BadTime = new("incidents/time-not-of-a-work-note");

    /// <summary>How many comments an incident bears.</summary>
    public const int Limit = 500;

    /// <summary>An incident bears no more comments.</summary>
    public static readonly Refusal TooMany = new("incidents/too-many-comments");

    /// <summary>Only the provider writes what the client doesn't read.</summary>
    public static readonly Refusal NotInternal = new("incidents/internal-comment-of-a-client");

    /// <summary>What state and actor alone forbid: the client writes until the incident is over, the provider after that too.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) =>
        IncidentRules.Gone(incident)
        ?? (incident.IsOver && !actor.IsProvider ? IncidentRules.Over.With("number", incident.Number)
        : incident.Comments.Length >= Limit ? TooMany.With("limit", Limit)
        : null);

    /// <summary>
    /// Decides: what the provider answers publicly is its first act, if it had not acted before; what the client writes is the answer that a hold waits for.
    /// </summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(CommentIncident command, Incident incident, Actor actor, Telling telling)
    {
        if (incident.Comments.Any(comment => comment.Id == command.CommentId))
        {
            return Decision.Nothing;
        }

        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        if (command.Visibility is CommentVisibility.Internal && !actor.IsProvider)
        {
            return NotInternal;
        }

        if (command.TimeSpent is { } spent && (command.Visibility is CommentVisibility.Public || spent < TimeSpan.FromMinutes(1) || spent > MostTime || spent.Ticks % TimeSpan.TicksPerMinute != 0))
        {
            return BadTime;
        }

        if (telling.Fault(incident) is { } untimely)
        {
            return untimely;
        }

        var written = new IncidentCommented(command.CommentId, actor.Subject, command.Visibility, command.Text, actor.IsProvider, command.TimeSpent);
        return command.Visibility is CommentVisibility.Internal || incident.IsOver ? written
            : !actor.IsProvider && incident.HoldReason is HoldReason.AwaitingUser ? Decision.Record<Incident>(written, new IncidentResumed(ResumeCause.UserAnswered))
            : IncidentRules.FirstAct(incident, actor, written);
    }
}
