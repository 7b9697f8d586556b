using System.Collections.Immutable;

namespace SBG.Projections.ClientFile;

/// <summary>Moves things between the counts of a file.</summary>
internal static class FileCounts
{
    public static readonly ImmutableSortedDictionary<string, int> None = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The file after a thing was counted otherwise: taken from its old count, added to its new one.</summary>
    public static ClientFile Move(this ClientFile file, FileEntry? before, FileEntry? after, DateTimeOffset at)
    {
        if (after is null || before == after)
        {
            return after is null ? file : file.Listed(after, at);
        }

        return (before is null ? file : file.Counted(before, -1)).Counted(after, 1).Listed(after, at);
    }

    private static ClientFile Counted(this ClientFile file, FileEntry entry, int by) => entry.Kind switch
    {
        FileEntryKind.Person => file with
        {
            People = entry.Open ? file.People with { Active = file.People.Active + by } : file.People with { Departed = file.People.Departed + by },
        },
        FileEntryKind.Request => file with
        {
            Requests = file.Requests with
            {
                Open = file.Requests.Open + (entry.Open ? by : 0),
                ByState = file.Requests.ByState.Plus(entry.State, by),
            },
        },
        FileEntryKind.Incident => file with
        {
            Incidents = file.Incidents with
            {
                Open = file.Incidents.Open + (entry.Open ? by : 0),
                ByState = file.Incidents.ByState.Plus(entry.State, by),
                OpenByPriority = entry is { Open: true, Priority: { } priority } ? file.Incidents.OpenByPriority.Plus(priority, by) : file.Incidents.OpenByPriority,
            },
        },
        FileEntryKind.Lease when entry.Open => file with { Leases = file.Leases.Plus(entry, by) },
        FileEntryKind.Licence when entry.Open => file with { Licences = file.Licences.Plus(entry, by) },
        _ => file,
    };

    private static ClientFile Listed(this ClientFile file, FileEntry entry, DateTimeOffset at)
    {
        var item = new FileItem(entry.Id, entry.Number, entry.State, entry.Priority, at);
        return entry.Kind switch
        {
            FileEntryKind.Request => file with { Requests = file.Requests with { Latest = First(item, file.Requests.Latest) } },
            FileEntryKind.Incident => file with { Incidents = file.Incidents with { Latest = First(item, file.Incidents.Latest) } },
            _ => file,
        };
    }

    private static ImmutableArray<FileItem> First(FileItem item, ImmutableArray<FileItem> rest) =>
        [item, .. rest.Where(other => other.Id != item.Id).Take(ClientFile.Longest - 1)];

    private static ImmutableSortedDictionary<string, int> Plus(this ImmutableSortedDictionary<string, int> counts, string key, int by) =>
        counts.GetValueOrDefault(key) + by is > 0 and var count ? counts.SetItem(key, count) : counts.Remove(key);

    private static ImmutableArray<FileLeases> Plus(this ImmutableArray<FileLeases> pools, FileEntry entry, int by)
    {
        var pool = entry.PoolId!.Value;
        var lent = pools.FirstOrDefault(row => row.PoolId == pool) ?? new(pool, 0, 0);
        var now = entry.State == "waiting" ? lent with { Waiting = lent.Waiting + by } : lent with { Held = lent.Held + by };
        return [.. pools.Where(row => row != lent).Concat(now is { Held: 0, Waiting: 0 } ? [] : [now]).OrderBy(row => row.PoolId)];
    }

    private static ImmutableArray<FileLicences> Plus(this ImmutableArray<FileLicences> pools, FileEntry entry, int by)
    {
        var (pool, plan) = (entry.PoolId!.Value, entry.PricePlanId!.Value);
        var held = pools.FirstOrDefault(row => row.PoolId == pool && row.PricePlanId == plan) ?? new(pool, plan, 0, 0);
        var now = entry.State == "suspended" ? held with { Suspended = held.Suspended + by } : held with { Active = held.Active + by };
        return
        [
            .. pools.Where(row => row != held).Concat(now is { Active: 0, Suspended: 0 } ? [] : [now]).OrderBy(row => row.PoolId).ThenBy(row => row.PricePlanId),
        ];
    }
}
