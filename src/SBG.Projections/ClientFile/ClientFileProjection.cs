using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using SBG.Domain.Kernel;

namespace SBG.Projections.ClientFile;

/// <summary>Keeps every client's file: page by page, one read of the file and of the entries that the page touches.</summary>
public sealed class ClientFileProjection : IProjection
{
    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(events);
        foreach (var page in events.Where(e => e.TenantId != Tenant.Provider).GroupBy(e => e.TenantId))
        {
            var tenant = operations.ForTenant(page.Key);
            var file = await tenant.LoadAsync<ClientFile>(page.Key, cancellation) ?? ClientFile.Empty(page.Key);
            var touched = page.Select(e => e.StreamId).Distinct().ToArray();
            var entries = await tenant.LoadManyAsync<FileEntry>(cancellation, touched);
            var fold = new ClientFileFold(file, entries.ToDictionary(entry => entry.Id));
            foreach (var e in page.Where(e => e.Sequence > file.Position))
            {
                fold.Apply(e);
            }

            tenant.Store(fold.File);
            tenant.Store(fold.Changed.Values.ToArray());
        }
    }
}
