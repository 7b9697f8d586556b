using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Links;

/// <summary>Say, or take back, how an incident stands to something else. Each side decides about itself; both are recorded together or not at all.</summary>
/// <param name="Link">The link.</param>
public sealed record LinkIncident(IncidentLink Link)
{
    /// <summary>How many links an incident bears.</summary>
    public const int Limit = 100;

    /// <summary>An incident bears no more links.</summary>
    public static readonly Refusal TooMany = new("incidents/too-many-links");

    /// <summary>It is linked to itself.</summary>
    public static readonly Refusal ToItself = new("incidents/linked-to-itself");

    /// <summary>It is a part, or a duplicate, of another one already.</summary>
    public static readonly Refusal OneOnly = new("incidents/linked-to-one-only");

    /// <summary>A part has parts, or a duplicate duplicates: links of that kind do not form chains.</summary>
    public static readonly Refusal Chain = new("incidents/linked-in-a-chain");

    /// <summary>There is no such link.</summary>
    public static readonly Refusal Unknown = new("incidents/unknown-link");

    /// <summary>The link names no other incident of the client, or a change without its key.</summary>
    public static readonly Refusal NoOther = new("incidents/link-to-nothing");

    /// <summary>Links of these kinds come and go with a split and with a problem, not by themselves.</summary>
    public static readonly Refusal NotByHand = new("incidents/link-not-by-hand");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    public static Refusal? Hindrance(Incident incident) => IncidentRules.Gone(incident);

    /// <summary>Decides for one side: the same link again records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The side.</param>
    public static Decision<Incident> Decide(LinkIncident command, Incident incident)
    {
        var link = command.Link;
        if (Hindrance(incident) is { } hindrance)
        {
            return hindrance;
        }

        if (incident.Links.Contains(link))
        {
            return Decision.Nothing;
        }

        return link.OtherId == incident.Id ? ToItself
            : incident.Links.Length >= Limit ? TooMany.With("limit", Limit)
            : link.Kind is LinkKind.ChildOf or LinkKind.DuplicateOf && Has(link.Kind) ? OneOnly.With("number", incident.Number)
            : (link.Kind, Clash(link.Kind)) is (_, { } clash) && Has(clash) ? Chain.With("number", incident.Number)
            : new IncidentLinked(link.Kind, link.Reference, link.OtherId);

        bool Has(LinkKind kind) => incident.Links.Any(other => other.Kind == kind);
    }

    /// <summary>Decides to take the link back, for one side.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The side.</param>
    public static Decision<Incident> Undo(LinkIncident command, Incident incident)
    {
        if (Hindrance(incident) is { } hindrance)
        {
            return hindrance;
        }

        var link = command.Link;
        return incident.Links.Contains(link) ? new IncidentUnlinked(link.Kind, link.Reference, link.OtherId) : Unknown;
    }

    // Parts have no parts, and what duplicates is no original.
    private static LinkKind? Clash(LinkKind kind) => kind switch
    {
        LinkKind.ChildOf => LinkKind.ParentOf,
        LinkKind.ParentOf => LinkKind.ChildOf,
        LinkKind.DuplicateOf => LinkKind.DuplicatedBy,
        LinkKind.DuplicatedBy => LinkKind.DuplicateOf,
        _ => null,
    };
}
