using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>An employee of the client became known to the service.</summary>
/// <param name="PersonId">The person; also the subject of the data key.</param>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address at work.</param>
/// <param name="Unit">Organisational unit; never a name.</param>
/// <param name="JobRole">The part that the person plays at the client, as the client calls it; null: not told.</param>
[StoredAs("person_registered")]
public sealed record PersonRegistered(Guid PersonId, Sealed<string> Name, Sealed<string> Email, string Unit, string? JobRole = null) : EventOf<Person>;

/// <summary>What is known of the person was corrected; every member is the new value.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address at work.</param>
/// <param name="Unit">Organisational unit.</param>
/// <param name="JobRole">The part that the person plays at the client; null: not told.</param>
[StoredAs("person_revised")]
public sealed record PersonRevised(Sealed<string> Name, Sealed<string> Email, string Unit, string? JobRole = null) : EventOf<Person>;

/// <summary>The person left the client or no longer uses the service.</summary>
[StoredAs("person_departed")]
public sealed record PersonDeparted : EventOf<Person>;

/// <summary>The account with which the person signs in became known.</summary>
/// <param name="Subject">The identity provider's stable subject; pseudonymous.</param>
[StoredAs("person_account_linked")]
public sealed record PersonAccountLinked(string Subject) : EventOf<Person>;

/// <summary>Who manages the person was told; it replaces what was told before.</summary>
/// <param name="ManagerId">Another person of the client; null: nobody.</param>
[StoredAs("person_manager_set")]
public sealed record PersonManagerSet(Guid? ManagerId) : EventOf<Person>;
