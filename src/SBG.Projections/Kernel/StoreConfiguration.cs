using System.Reflection;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using JasperFx.OpenTelemetry;
using Marten;
using SBG.Domain.Kernel;
using Weasel.Core;

namespace SBG.Projections.Kernel;

/// <summary>How the event store works, the same for every context.</summary>
public static class StoreConfiguration
{
    /// <summary>The schema of events, documents and the product's own tables.</summary>
    public const string Schema = "sbg";

    /// <summary>Sets what all contexts share: append mode, tenancy, metadata, serialisation.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureKernel(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DatabaseSchemaName = Schema;
        options.UseSystemTextJsonForSerialization(StoreJson.Options, EnumStorage.AsString, Casing.CamelCase, StoreJson.KeepEnumNames);
        options.Linq.MemberSources.Add(new EnumByName());
        options.DisableNpgsqlLogging = true;
        options.OpenTelemetry.TrackConnections = TrackLevel.Normal;

        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseMandatoryStreamTypeDeclaration = true;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;

        options.Policies.AllDocumentsAreMultiTenanted();
        options.Advanced.DefaultTenantUsageEnabled = false;
        options.TenantIdStyle = TenantIdStyle.ForceLowerCase;

        // A view that skips what it cannot read would show a wrong number; it stops and is seen instead.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
    }

    /// <summary>
    /// Registers a state, folded inline so that who wrote reads its own write, and the stored names of all its events.
    /// </summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="options">The store's options.</param>
    public static MartenRegistry.DocumentMappingExpression<TState> AddState<TState>(this StoreOptions options)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var (type, name) in EventsOf<TState>())
        {
            options.Events.MapEventType(type, name);
        }

        options.Projections.Add(new StateProjection<TState>(), ProjectionLifecycle.Inline);
        return options.Schema.For<TState>().UseNumericRevisions(true);
    }

    /// <summary>The events of a state's stream with their stored names.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    public static IEnumerable<(Type Type, string Name)> EventsOf<TState>()
        where TState : class, IState<TState> =>
        from type in typeof(TState).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(EventOf<TState>))
        select (type, type.GetCustomAttribute<StoredAsAttribute>()?.Name
            ?? throw new InvalidOperationException($"{type} lacks [StoredAs]."));

    /// <summary>Lets a view see the events of a state's streams and no others: an inline view of other streams costs a write nothing.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="view">The view.</param>
    internal static void IncludeEventsOf<TState>(this EventFilterable view)
        where TState : class, IState<TState>
    {
        foreach (var (type, _) in EventsOf<TState>())
        {
            view.IncludeType(type);
        }
    }
}
