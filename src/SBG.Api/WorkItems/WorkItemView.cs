using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Projections.WorkItems;

namespace SBG.Api.WorkItems;

/// <summary>Something that waits for an agent, as the API shows it.</summary>
/// <param name="Id">The order or incident.</param>
/// <param name="Kind">What kind of work.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="Title">What is to be done; null once destroyed.</param>
/// <param name="OpenedAt">Since when it waits.</param>
/// <param name="DueAt">When a manual step times out.</param>
/// <param name="RequestId">The request that is being delivered.</param>
/// <param name="StepKey">The step that waits.</param>
/// <param name="Number">The incident's number.</param>
/// <param name="Priority">The incident's priority.</param>
/// <param name="Team">The team that works on it.</param>
/// <param name="Assignee">The subject who works on it.</param>
/// <param name="Location">Where the order or incident is, with the commands that it takes.</param>
public sealed record WorkItemView(
    Guid Id,
    WorkItemKind Kind,
    string ClientId,
    string? Title,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    Guid? RequestId,
    string? StepKey,
    string? Number,
    Priority? Priority,
    string? Team,
    string? Assignee,
    string Location)
{
    internal static async ValueTask<WorkItemView> Of(WorkItem item, Vault vault, CancellationToken stop)
    {
        var location = item.Kind == WorkItemKind.ManualStep
            ? $"/v1/clients/{item.ClientId}/requests/{item.RequestId}/provisioning/{item.Id}"
            : $"/v1/clients/{item.ClientId}/incidents/{item.Id}";
        return new(
            item.Id, item.Kind, item.ClientId, item.StepTitle ?? await vault.Reveal(item.Title, stop), item.OpenedAt, item.DueAt, item.RequestId, item.StepKey,
            item.Number, item.Priority, item.Team, item.Assignee, location);
    }
}
