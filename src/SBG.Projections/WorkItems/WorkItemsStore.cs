using JasperFx.Events.Projections;
using Marten;

namespace SBG.Projections.WorkItems;

/// <summary>How the store keeps the work queue.</summary>
public static class WorkItemsStore
{
    /// <summary>Registers the view; what is open is found without reading what is not.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureWorkItems(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Projections.Add(new WorkItemProjection(), ProjectionLifecycle.Async);
        options.Schema.For<WorkItem>()
            .Duplicate(item => item.IsOpen, notNull: true)
            .Duplicate(item => item.OpenedAt, pgType: "timestamptz", notNull: true, configure: index => index.Predicate = "is_open");
    }
}
