using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Make an edition.</summary>
/// <param name="OperationId">The operation.</param>
public sealed record RunEdition(Guid OperationId);

/// <summary>Which edition is asked for.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Number">Its number.</param>
/// <param name="Scope">What it is about; all editions are about the same.</param>
public sealed record EditionRequest(Guid ReportId, int Number, ReportScope Scope);

/// <summary>What was issued.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Number">The edition.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal.</param>
/// <param name="Location">Where it is read.</param>
public sealed record EditionResult(Guid ReportId, int Number, string Hash, string Location);

/// <summary>
/// Makes an edition beside the request that asked for it. Bytes, event and outcome are one transaction: a node that is killed leaves nothing behind, and the message, taken
/// over by another, begins anew. Progress is told meanwhile and rests on nothing.
/// </summary>
public static class RunEditionHandler
{
    /// <summary>The kind of the operation.</summary>
    public const string Kind = "compliance-edition";

    /// <summary>Someone else had the same edition issued meanwhile.</summary>
    public static readonly Refusal IssuedMeanwhile = new("service-levels/edition-issued-meanwhile");

    /// <summary>Makes it.</summary>
    /// <param name="message">Which operation.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="editions">Makes the bytes.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(RunEdition message, IDocumentSession session, Editions editions, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(editions);
        if (await session.LoadAsync<Operation>(message.OperationId, stop) is not { IsOver: false } operation)
        {
            return;
        }

        var now = clock.Now();
        var asked = operation.Request.Deserialize<EditionRequest>(StoreJson.Options)!;
        var report = await session.Fetch<ComplianceReport>(asked.ReportId, stop) ?? session.New<ComplianceReport>(asked.ReportId);
        if ((report.State?.Editions.Length ?? 0) + 1 != asked.Number)
        {
            session.Store(operation.Fail(new(IssuedMeanwhile.Code, ImmutableSortedDictionary<string, string>.Empty), now));
            return;
        }

        var made = await editions.Make(asked.ReportId, asked.Scope, report.State?.Editions[^1], now, (done, total) => Tell(session.DocumentStore, operation.Id, done, total, clock, stop), stop);
        report.Record(IssueEdition.Decide(new(asked.ReportId, asked.Scope, made.Basis, made.Hash), report.State), now);
        session.Store(Editions.Kept(made.Hash, made.Bytes));
        var result = new EditionResult(asked.ReportId, asked.Number, made.Hash, $"{EditionEndpoints.Base}/{asked.ReportId}/{asked.Number}");
        var told = await session.LoadAsync<Operation>(operation.Id, stop) ?? operation;
        session.Store(told.Step(OperationStatus.Completed, new(made.Rows, made.Rows), JsonSerializer.SerializeToElement(result, StoreJson.Options), clock.Now()));
    }

    private static async Task Tell(IDocumentStore store, Guid operationId, int done, int total, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.LightweightSession(Tenant.Provider);
        if (await session.LoadAsync<Operation>(operationId, stop) is { IsOver: false } operation)
        {
            session.Store(operation.Step(OperationStatus.InProgress, new(done, total), null, clock.GetUtcNow()));
            await session.SaveChangesAsync(stop);
        }
    }
}
