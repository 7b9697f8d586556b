using SBG.Domain.Kernel;

namespace SBG.Api.Kernel;

/// <summary>Requesters see what is theirs; everyone else whom an endpoint lets in sees all of the client's.</summary>
public static class Ownership
{
    /// <summary>Whether the caller sees what others of the client own.</summary>
    /// <param name="actor">The caller.</param>
    public static bool SeesAll(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsProvider || actor.Has(Role.Approver, Role.ClientManager);
    }

    /// <summary>Whether the caller sees what someone owns.</summary>
    /// <param name="actor">The caller.</param>
    /// <param name="owner">The owner's subject.</param>
    public static bool Sees(this Actor actor, string owner) => actor.SeesAll() || actor.Subject == owner;
}
