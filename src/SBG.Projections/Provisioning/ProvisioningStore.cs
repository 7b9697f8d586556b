using Marten;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Targets;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Provisioning;

/// <summary>How the store keeps provisioning orders.</summary>
public static class ProvisioningStore
{
    /// <summary>What the simulated outside system was asked and did, by order and step: the other side's own records.</summary>
    public const string SimulatedEffects = StoreConfiguration.Schema + "." + SimulatedEffectsTable;

    private const string SimulatedEffectsTable = "simulated_effects";

    /// <summary>Registers the context's states and tables.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureProvisioning(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<ProvisioningOrder>().Index(order => order.RequestId).Index(order => order.BeneficiaryId);
        options.AddState<Target>();

        var effects = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, SimulatedEffectsTable, SchemaUtils.IdentifierUsage.General));
        effects.AddColumn("order_id", "uuid").AsPrimaryKey();
        effects.AddColumn("step_key", "text").AsPrimaryKey();
        effects.AddColumn("last_attempt", "integer").NotNull();
        effects.AddColumn("calls", "integer").NotNull();
        effects.AddColumn("effects", "integer").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(effects);
    }
}
