using SBG.Domain.Provisioning;

namespace SBG.Projections.WorkItems;

/// <summary>What an order asks of agents: decisions first, then manual steps; its lateness, or what drifted, when there is nothing else.</summary>
internal static class OrderWork
{
    /// <summary>An attempt began; it is work when an agent carries it out.</summary>
    public static WorkItem Begun(WorkItem item, string key, DateTimeOffset at) =>
        item.ManualSteps.FirstOrDefault(step => step.Key == key) is { } step
            ? Shown(item with { Waiting = [.. Others(item, key), new(key, step.Title, false, at, at + step.TimeOut)] })
            : item;

    /// <summary>Nobody waits for that step any more. After a point of no return, one decision moves the whole order.</summary>
    public static WorkItem Ended(WorkItem item, string key) => item.IsPartial
        ? Decided(item)
        : item.Waiting.Any(step => step.Key == key) ? Shown(item with { Waiting = [.. Others(item, key)] }) : item;

    /// <summary>What was to be decided is decided.</summary>
    public static WorkItem Decided(WorkItem item) => Shown(item with { IsPartial = false, DriftSince = null, Waiting = [.. item.Waiting.Where(step => !step.FellOut)] });

    /// <summary>An agent must decide.</summary>
    public static WorkItem FellOut(WorkItem item, string key, DateTimeOffset at)
    {
        var title = item.ManualSteps.FirstOrDefault(step => step.Key == key)?.Title ?? key;
        return Shown(item with { Waiting = [.. Others(item, key), new(key, title, true, at, null)] });
    }

    /// <summary>Nothing waits for anyone.</summary>
    public static WorkItem Delivered(WorkItem item) => Shown(item with { IsPartial = false, Waiting = [], LateSince = null });

    /// <summary>It will be late.</summary>
    public static WorkItem Late(WorkItem item, OrderInJeopardy e, DateTimeOffset at) => Shown(item with { PromisedAt = e.PromisedAt, ExpectedAt = e.ExpectedAt, LateSince = at });

    /// <summary>A target holds something else than was delivered, or no more.</summary>
    public static WorkItem Drifted(WorkItem item, DriftFound e, DateTimeOffset at) => Shown(item with { DriftSince = e.Steps.IsEmpty ? null : item.DriftSince ?? at });

    private static IEnumerable<WaitingStep> Others(WorkItem item, string key) => item.Waiting.Where(step => step.Key != key);

    private static WorkItem Shown(WorkItem item)
    {
        var first = item.Waiting.OrderByDescending(step => step.FellOut).ThenBy(step => step.Since).FirstOrDefault();
        return item with
        {
            IsOpen = first is not null || item.LateSince is not null || item.DriftSince is not null,
            Kind = first is { FellOut: true } ? WorkItemKind.Fallout
                : first is not null ? WorkItemKind.ManualStep
                : item.LateSince is not null ? WorkItemKind.Jeopardy
                : item.DriftSince is not null ? WorkItemKind.Drift : WorkItemKind.ManualStep,
            OpenedAt = first?.Since ?? item.LateSince ?? item.DriftSince ?? item.OpenedAt,
            StepKey = first?.Key,
            StepTitle = first?.Title,
            DueAt = first is null ? item.PromisedAt : first.DueAt,
        };
    }
}
