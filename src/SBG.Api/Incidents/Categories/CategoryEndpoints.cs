using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Categories;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents.Categories;

/// <summary>The tree of categories, in versions, and what an incident is said to be and to touch.</summary>
public static class CategoryEndpoints
{
    private const string Path = "/v1/incident-categories";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Reads<CategoriesView>(
            "GetIncidentCategories", "The tree of categories; asOf and version give it as it was.",
            Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Auditor);
        api.MapPost(Path + "/versions", Publish).Creates<CategoriesView>("PublishIncidentCategories", "Publish the tree of categories anew.", Role.ServiceManager);
        api.MapPost("/v1/clients/{clientId}/incidents/{incidentId:guid}/describe", Describe).Changes<IncidentView>(
            "DescribeIncident", "Say what kind of incident it is, and what it touches.", IncidentRendering.Workers);
    }

    private static Task<IResult> Get([AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<IncidentCategories, CategoriesView>(
            Tenant.Provider, IncidentCategories.StreamId, moment, tree => ValueTask.FromResult(new CategoriesView(tree.Number, tree.Categories)), stop);

    private static Task<IResult> Publish(PublishCategoriesBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var tree = await session.Fetch<IncidentCategories>(IncidentCategories.StreamId, stop) ?? session.New<IncidentCategories>(IncidentCategories.StreamId);
            var command = new PublishCategories([.. body.Categories.Select(category => category.Category)]);
            Recorder.Demand(tree.Record(PublishCategories.Decide(command, tree.State), recorder.Now));
            return Answer.Created(new CategoriesView(tree.State!.Number, tree.State.Categories), tree.Version, Path);
        }, stop);

    private static Task<IResult> Describe(
        string clientId, Guid incidentId, DescribeIncidentBody body, IncidentWriting writing, Classification classification, CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, async (session, incident, _) =>
        {
            var command = new DescribeIncident(body.Category, body.Affected is { } things ? [.. things.Select(thing => thing.Thing)] : null);
            return await classification.Fault(session, command.Category, command.Affected, stop) is { } fault ? fault : DescribeIncident.Decide(command, incident.State!);
        }, stop);
}

/// <summary>The tree of categories.</summary>
/// <param name="Number">Its version.</param>
/// <param name="Categories">All of them, retired ones included.</param>
public sealed record CategoriesView(int Number, IReadOnlyList<IncidentCategory> Categories);

/// <summary>The tree of categories anew.</summary>
/// <param name="Categories">All of them: what was published once stays, or is retired.</param>
public sealed record PublishCategoriesBody([MinLength(1), MaxLength(PublishCategories.Most)] IReadOnlyList<IncidentCategoryBody> Categories);

/// <summary>A category.</summary>
/// <param name="Key">What incidents bear.</param>
/// <param name="NameFr">What people read in French.</param>
/// <param name="NameEn">What people read in English.</param>
/// <param name="Parent">The key of the category that it is a part of.</param>
/// <param name="Retired">Whether no incident gets it any more.</param>
public sealed record IncidentCategoryBody(
    [StringLength(60, MinimumLength = 1)] string Key,
    [StringLength(120, MinimumLength = 1)] string NameFr,
    [StringLength(120, MinimumLength = 1)] string NameEn,
    [StringLength(60, MinimumLength = 1)] string? Parent = null,
    bool Retired = false)
{
    internal IncidentCategory Category => new(Key, Parent, NameFr, NameEn, Retired);
}
