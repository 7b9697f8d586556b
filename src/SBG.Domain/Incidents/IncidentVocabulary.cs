namespace SBG.Domain.Incidents;

/// <summary>How much of the client's work is touched.</summary>
public enum Impact
{
    /// <summary>Most of the organisation, or a mission-critical service.</summary>
    High,

    /// <summary>A unit, or an important service.</summary>
    Medium,

    /// <summary>One person.</summary>
    Low,
}

/// <summary>How soon the work cannot go on without a remedy.</summary>
public enum Urgency
{
    /// <summary>At once.</summary>
    High,

    /// <summary>Soon.</summary>
    Medium,

    /// <summary>It can wait.</summary>
    Low,
}

/// <summary>The order in which incidents are dealt with; service-level targets are set for each.</summary>
public enum Priority
{
    /// <summary>Critical.</summary>
    P1,

    /// <summary>High.</summary>
    P2,

    /// <summary>Moderate.</summary>
    P3,

    /// <summary>Low.</summary>
    P4,
}

/// <summary>Where an incident stands; names of TM Forum's trouble ticket (TMF621).</summary>
public enum IncidentStatus
{
    /// <summary>Received; nobody of the provider has acted on it yet.</summary>
    Acknowledged,

    /// <summary>Worked on.</summary>
    InProgress,

    /// <summary>On hold for a stated reason.</summary>
    Pending,

    /// <summary>Remedied, until closed or reopened.</summary>
    Resolved,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Withdrawn before it was resolved.</summary>
    Cancelled,
}

/// <summary>What an incident on hold waits for.</summary>
public enum HoldReason
{
    /// <summary>An answer of the user.</summary>
    AwaitingUser,

    /// <summary>A supplier.</summary>
    AwaitingSupplier,

    /// <summary>The remedy of an underlying problem.</summary>
    AwaitingProblem,

    /// <summary>Traces or proof that the fault shows again.</summary>
    AwaitingEvidence,

    /// <summary>A change that is planned.</summary>
    AwaitingChange,
}

/// <summary>How an incident was told.</summary>
public enum IncidentChannel
{
    /// <summary>A portal.</summary>
    Portal,

    /// <summary>A call.</summary>
    Phone,

    /// <summary>A mail.</summary>
    Email,

    /// <summary>A chat.</summary>
    Chat,

    /// <summary>In person.</summary>
    WalkIn,

    /// <summary>A system that watches others.</summary>
    Monitoring,
}

/// <summary>What kind of thing an incident touches.</summary>
public enum AffectedKind
{
    /// <summary>An offer of the catalogue, by its id.</summary>
    Service,

    /// <summary>A licence of the client, by its id.</summary>
    Licence,

    /// <summary>A device, by its tag.</summary>
    Device,
}

/// <summary>A thing that an incident touches.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Reference">Its id or tag; never a name.</param>
public sealed record AffectedThing(AffectedKind Kind, string Reference);

/// <summary>What ended a hold by itself.</summary>
public enum ResumeCause
{
    /// <summary>The user answered.</summary>
    UserAnswered,

    /// <summary>The date came until which it was to wait.</summary>
    DateReached,
}

/// <summary>Why a policy version, or none, applies to an incident.</summary>
public enum PolicyBasis
{
    /// <summary>The version, in force when the incident was reported, of the policy agreed with the client.</summary>
    ClientAgreement,

    /// <summary>No policy was agreed with the client: the default matrix sets the priority and no target applies.</summary>
    NoAgreement,

    /// <summary>A policy was agreed, but none of its versions was in force yet: as without agreement.</summary>
    NoVersionInForce,
}

/// <summary>Where a priority comes from.</summary>
public enum PriorityBasis
{
    /// <summary>The matrix of the policy version that applies to the incident.</summary>
    PolicyMatrix,

    /// <summary>The default matrix, for want of a policy.</summary>
    DefaultMatrix,

    /// <summary>A historical log stated it.</summary>
    Imported,
}

/// <summary>Who may read a comment.</summary>
public enum CommentVisibility
{
    /// <summary>The client and the provider.</summary>
    Public,

    /// <summary>The provider only.</summary>
    Internal,
}

/// <summary>What happens to a clock when its target changes on the way.</summary>
public enum ChangeMode
{
    /// <summary>The new target is held against the whole course, as if it had always been so; what was on hold stays on hold.</summary>
    Retroactive,

    /// <summary>The new target counts from the change on. What came before was held to the target of then, and a breach of it stays.</summary>
    FromNow,

    /// <summary>The clock begins anew at the change; what came before counts for nothing.</summary>
    Restart,
}
