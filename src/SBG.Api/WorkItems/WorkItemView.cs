using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Projections.WorkItems;

namespace SBG.Api.WorkItems;

/// <summary>Something that waits for an agent, as the API shows it.</summary>
/// <param name="Id">The order, incident, request or target.</param>
/// <param name="Kind">What kind of work.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="Title">What is to be done; null once destroyed, or of a restricted incident.</param>
/// <param name="OpenedAt">Since when it waits.</param>
/// <param name="DueAt">When a manual step times out.</param>
/// <param name="RequestId">The request that is being delivered, or approved.</param>
/// <param name="StepKey">The step that waits.</param>
/// <param name="Number">The incident's or the request's number.</param>
/// <param name="Priority">The incident's priority.</param>
/// <param name="Team">The team that works on it.</param>
/// <param name="Assignee">The subject who works on it.</param>
/// <param name="Location">Where it is, with the commands that it takes.</param>
/// <param name="PromisedAt">By when an order was promised that will be late.</param>
/// <param name="ExpectedAt">When it is expected.</param>
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
    string Location,
    DateTimeOffset? PromisedAt = null,
    DateTimeOffset? ExpectedAt = null)
{
    internal static async ValueTask<WorkItemView> Of(WorkItem item, Vault vault, CancellationToken stop)
    {
        var client = $"/v1/clients/{item.ClientId}";
        var location = item.Kind switch
        {
            WorkItemKind.ManualStep or WorkItemKind.Fallout or WorkItemKind.Jeopardy => $"{client}/requests/{item.RequestId}/provisioning/{item.Id}",
            WorkItemKind.Drift => item.RequestId is { } request ? $"{client}/requests/{request}/provisioning/{item.Id}" : $"/v1/targets/{item.Id}",
            WorkItemKind.Approval => $"{client}/requests/{item.Id}",
            _ => $"{client}/incidents/{item.Id}",
        };
        return new(
            item.Id, item.Kind, item.ClientId, item.StepTitle ?? (item.IsRestricted ? null : await vault.Reveal(item.Title, stop)), item.OpenedAt, item.DueAt, item.RequestId, item.StepKey,
            item.Number, item.Priority, item.Team, item.Assignee, location, item.PromisedAt, item.ExpectedAt);
    }
}
