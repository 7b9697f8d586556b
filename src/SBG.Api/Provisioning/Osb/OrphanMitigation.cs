using SBG.Api.Provisioning.Targets;

namespace SBG.Api.Provisioning.Osb;

/// <summary>What a broker is asked.</summary>
public enum OsbAsk
{
    /// <summary>To make an instance.</summary>
    Provision,

    /// <summary>To change an instance.</summary>
    Update,

    /// <summary>To delete an instance.</summary>
    Deprovision,
}

/// <summary>
/// Whether an instance may have been left behind that must be deleted: the table of the section "Orphan Mitigation" of the Open Service Broker API, rows about
/// service instances.
/// </summary>
public static class OrphanMitigation
{
    /// <summary>After an answer, or none, to the request itself.</summary>
    /// <param name="ask">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="malformed">Whether a success bears no body of the expected form.</param>
    public static bool IsDemanded(OsbAsk ask, TargetAnswer answer, bool malformed) => (ask, answer) switch
    {
        // Without a call there is nothing; a connection that broke is as a time-out.
        (_, { Failure: TargetFailure.Resting or TargetFailure.Forbidden }) => false,
        (_, { Failure: not null }) => ask == OsbAsk.Provision,
        (_, { Status: 200 }) => false,
        (OsbAsk.Provision, { Status: 201 or 202 }) => malformed,
        (_, { Status: 201 or 202 }) => false,
        (_, { Status: >= 200 and < 300 or >= 500 }) => ask != OsbAsk.Update,
        _ => false,
    };

    /// <summary>After <c>last_operation</c> said that the operation failed, or took longer than it may.</summary>
    /// <param name="ask">Which operation.</param>
    public static bool IsDemandedAfterFailure(OsbAsk ask) => ask != OsbAsk.Update;
}
