using JasperFx.Events.Projections;
using Marten;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Consumption;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Kernel;

namespace SBG.Projections.Licences;

/// <summary>How the store keeps licences.</summary>
public static class LicencesStore
{
    /// <summary>Registers the context's states and views.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureLicences(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<LicencePool>();
        options.AddState<LicenceAssignment>().Index(licence => licence.PersonId);

        options.AddState<LicenceConsumption>();

        // Leases come and go by thousands: those that hold a seat are found without reading those that do not.
        options.AddState<LicenceLease>()
            .Index(lease => lease.PersonId, index => index.Predicate = "held_until is not null or ticket is not null")
            .Index([lease => lease.PoolId, lease => lease.EndedAt!])
            .Index([lease => lease.ClientId, lease => lease.EndedAt!])
            .Duplicate(lease => lease.HeldUntil!, pgType: "timestamptz", configure: index => index.Predicate = "held_until is not null")
            .Duplicate(lease => lease.Ticket!, pgType: "integer", configure: index => index.Predicate = "ticket is not null");

        // By the daemon: it costs no command anything, and a pool at an instant is right without it.
        options.Schema.For<PoolHour>().Index([hour => hour.PoolId, hour => hour.Hour]);
        options.Projections.Add(new PoolHoursProjection(), ProjectionLifecycle.Async, "PoolHours", rebuild =>
        {
            rebuild.DeleteViewTypeOnTeardown<PoolHour>();
            rebuild.DeleteViewTypeOnTeardown<PoolTrail>();
        });
    }
}
