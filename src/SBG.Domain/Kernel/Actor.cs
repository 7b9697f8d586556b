using System.Collections.Immutable;

namespace SBG.Domain.Kernel;

/// <summary>Who gives a command: pseudonymous, without any personal data.</summary>
/// <param name="Subject">The identity provider's stable subject (<c>sub</c>).</param>
/// <param name="Organisation">The client's id, or <see cref="Tenant.Provider"/>.</param>
/// <param name="Roles">Role names, see <see cref="Role"/>.</param>
public sealed record Actor(string Subject, string Organisation, ImmutableHashSet<string> Roles)
{
    /// <summary>The service itself, when a process manager acts.</summary>
    public static Actor System { get; } = new("system", Tenant.Provider, []);

    /// <summary>Whether the actor has at least one of the roles.</summary>
    /// <param name="roles">Role names.</param>
    public bool Has(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the actor belongs to the provider.</summary>
    public bool IsProvider => Organisation == Tenant.Provider;
}

/// <summary>Tenants: one per client, and the provider's own.</summary>
public static class Tenant
{
    /// <summary>The provider's organisation and tenant.</summary>
    public const string Provider = "mcn";
}

/// <summary>The roles that tokens carry.</summary>
public static class Role
{
    /// <summary>Of a client: carts, own requests, own incidents, own licences.</summary>
    public const string Requester = "requester";

    /// <summary>Of a client: approves or rejects requests, never one's own.</summary>
    public const string Approver = "approver";

    /// <summary>Of a client: its file, requests, invoices, service levels, people.</summary>
    public const string ClientManager = "client-manager";

    /// <summary>Of the provider: work queues, incidents, manual steps.</summary>
    public const string Agent = "agent";

    /// <summary>Of the provider: offers, plans, policies, calendars, pools, teams.</summary>
    public const string ServiceManager = "service-manager";

    /// <summary>Of the provider: usage, price plans, invoices.</summary>
    public const string Finance = "finance";

    /// <summary>Of the provider: reads every history, writes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Of the provider: personal data.</summary>
    public const string PrivacyOfficer = "privacy-officer";

    /// <summary>Of the provider: clients, identities, rebuilds.</summary>
    public const string Admin = "admin";
}
