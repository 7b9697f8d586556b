using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Operations;
using SBG.Api.ServiceLevels.Rehearsals;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Compliance reports in editions: the bytes of one never change, and the next one says what differs and why.</summary>
public static class EditionEndpoints
{
    /// <summary>Nothing is asked about any client.</summary>
    public static readonly Refusal NoClients = new("service-levels/no-clients");

    internal const string Base = "/v1/reports/service-levels/editions";
    private static readonly string[] Readers = [Role.ServiceManager, Role.Agent, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base, Open)
            .Operates<OperationView>("OpenComplianceReport", "Issue the first edition of a compliance report; the result tells where it is.", Role.ServiceManager);
        api.MapGet(Base, List).Lists<ReportView>("ListComplianceReports", "List the reports, the newest first.", Readers);
        api.MapResource<ReportView>(Base + "/{reportId:guid}", Get, "GetComplianceReport", "Read what a report is about, and its editions.", Readers);
        api.MapPost(Base + "/{reportId:guid}/issue", Issue)
            .Operates<OperationView>("IssueComplianceEdition", "Issue the next edition; it lists every changed figure with its cause.", Role.ServiceManager);
        api.MapGet(Base + "/{reportId:guid}/{number:int}", Content)
            .Reads<EditionContent>("GetComplianceEdition", "An edition, byte for byte as it was issued; as CSV by `Accept`, table by table.", Readers)
            .Produces(StatusCodes.Status200OK, contentType: CsvTable.MediaType);
        api.MapGet(Base + "/{reportId:guid}/{number:int}/proof", Prove)
            .Reads<EditionProof>("ProveComplianceEdition", "Work an edition out again from the events that it rests on, and compare.", Readers);
    }

    private static async Task<IResult> Open(OpenReportBody body, HttpContext context, Recorder recorder, WhatIf whatIf, IDocumentStore store, CancellationToken stop)
    {
        var (days, clients) = await whatIf.Clients(body.Clients, body.From, body.To, recorder.Now, stop);
        Recorder.Demand(clients.Count == 0 ? NoClients : null);
        var scope = new ReportScope(days.From, days.To, [.. await Zones(store, [.. clients.Keys.Order(StringComparer.Ordinal)], stop)], body.Reading is LevelReading.Corrected);
        return await recorder.Run(Tenant.Provider, (session, _) => Begin(session, recorder, context, new(recorder.NewId(), 1, scope)), stop);
    }

    private static Task<IResult> Issue(Guid reportId, HttpContext context, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var report = (await recorder.Fetch<ComplianceReport>(session, reportId, stop)).State!;
            return await Begin(session, recorder, context, new(reportId, report.Editions.Length + 1, report.Scope));
        }, stop);

    private static async Task<Answer> Begin(IDocumentSession session, Recorder recorder, HttpContext context, EditionRequest asked)
    {
        var id = recorder.NewId();
        var operation = new Operation(
            id, RunEditionHandler.Kind, OperationStatus.Acknowledged, new(0, null), recorder.Actor.Subject, recorder.Now, recorder.Now,
            JsonSerializer.SerializeToElement(asked, StoreJson.Options));
        session.Store(operation);
        await recorder.Send(new RunEdition(id));
        return Answer.Accepted(OperationView.Of(operation, Language.Of(context.Request)), $"/v1/operations/{id}");
    }

    private static Task<IResult> Get(Guid reportId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<ComplianceReport, ReportView>(Tenant.Provider, reportId, moment, report => ValueTask.FromResult(ReportView.Of(report, reading.Actor)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<ComplianceReport, ReportView>(Tenant.Provider, paging, reports => reports, report => ValueTask.FromResult(ReportView.Of(report, reading.Actor)), stop);

    private static async Task<IResult> Content(
        Guid reportId, int number, EditionRows? rows, CsvDialect? dialect, HttpContext context, IDocumentStore store, Editions editions, CancellationToken stop)
    {
        if (await Find(store, reportId, number, stop) is not (_, { } edition) || await editions.Read(edition.Hash, stop) is not { } bytes)
        {
            return Problem.Of("resource/not-found");
        }

        if (!CsvTable.IsWanted(context.Request))
        {
            return new Answer(StatusCodes.Status200OK, bytes, $"\"{edition.Hash}\"");
        }

        var content = JsonSerializer.Deserialize<EditionContent>(bytes, StoreJson.Options)!;
        return EditionTable.Of(content, rows ?? EditionRows.Figures, dialect ?? CsvDialect.Plain, Language.Of(context.Request)).Answer();
    }

    private static async Task<IResult> Prove(Guid reportId, int number, IDocumentStore store, Editions editions, CancellationToken stop)
    {
        if (await Find(store, reportId, number, stop) is not ({ } report, { } edition))
        {
            return Problem.Of("resource/not-found");
        }

        var again = await editions.WorkOut(report, edition, stop);
        return Answer.Ok(new EditionProof(edition.Hash, again, edition.Hash == again));
    }

    private static async Task<(ComplianceReport Report, ReportEdition Edition)?> Find(IDocumentStore store, Guid reportId, int number, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await session.LoadAsync<ComplianceReport>(reportId, stop) is { } report && report.Edition(number) is { } edition ? (report, edition) : null;
    }

    private static async Task<IEnumerable<ReportClient>> Zones(IDocumentStore store, string[] ids, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var known = await session.Query<Client>().Where(client => client.AnyTenant()).ToListAsync(stop);
        return ids.Select(id => new ReportClient(id, known.Single(client => client.ClientId == id).TimeZone));
    }
}

/// <summary>What a report is about.</summary>
/// <param name="From">First day, in each client's zone; absent: of the current month.</param>
/// <param name="To">First day after.</param>
/// <param name="Clients">Their codes; absent: all clients of today.</param>
/// <param name="Reading">By what history is read.</param>
public sealed record OpenReportBody(
    DateOnly? From = null, DateOnly? To = null, [MaxLength(500)] IReadOnlyList<string>? Clients = null, LevelReading Reading = LevelReading.Contracted);
