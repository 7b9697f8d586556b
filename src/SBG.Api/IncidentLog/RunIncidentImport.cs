using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using SBG.Api.Incidents;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Import;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.IncidentLog;

/// <summary>Go on with an import: the next slice of its incidents.</summary>
/// <param name="OperationId">The operation, which remembers how far it got.</param>
public sealed record RunIncidentImport(Guid OperationId);

/// <summary>Destroy the key of an upload that nobody needs any more.</summary>
/// <param name="OperationId">The operation.</param>
public sealed record ForgetUpload(Guid OperationId);

/// <summary>
/// Imports slice by slice: the events of a slice, the operation's progress and the message for the next slice are one transaction, so a
/// killed node's import goes on where it was, and what was appended is never appended again (ids derive from the log).
/// </summary>
public static class RunIncidentImportHandler
{
    /// <summary>Incidents of one transaction.</summary>
    public const int Slice = 200;

    /// <summary>Handles one slice.</summary>
    /// <param name="message">Which operation.</param>
    /// <param name="session">A session of the provider's tenant, committed with the messages that this returns.</param>
    /// <param name="vault">Reveals the upload.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The next message.</returns>
    public static async Task<object?> Handle(RunIncidentImport message, IDocumentSession session, Vault vault, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(clock);
        var operation = await session.LoadAsync<Operation>(message.OperationId, stop);
        if (operation is null || operation.IsOver)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var request = operation.Request.Deserialize<ImportRequest>(StoreJson.Options)!;
        var upload = await session.LoadAsync<SealedUpload>(operation.Id, stop);
        var bytes = await vault.Reveal(upload?.Bytes, stop);
        var text = bytes is null ? null : FileText.Decode(bytes, request.Format().Encoding);
        var log = text is null ? null : LogReader.Read(text, request.Format());
        if (log is not { MissingColumns.IsEmpty: true })
        {
            session.Store(operation.Fail(Why(bytes, log), now));
            session.Delete<SealedUpload>(operation.Id);
            return new ForgetUpload(operation.Id);
        }

        var incidents = log.Rows.GroupBy(row => row.Told.Number, row => row.Told.WithPseudonyms(request.ClientId)).ToArray();
        var agreed = await Agreed(session, request, stop);
        var slice = incidents.Skip(operation.Progress.Done).Take(Slice)
            .Select(rows => ImportedIncident.Of(request.ClientId, [.. rows], AgreedPolicies.Applied(agreed, rows.First().OpenedAt))).ToArray();
        var result = operation.Result?.Deserialize<ImportResult>(StoreJson.Options) ?? Nothing(request, log, incidents.Length);
        result = await Append(session, operation, slice, result, stop);

        var done = operation.Progress.Done + slice.Length;
        var over = done == incidents.Length;
        var status = over ? OperationStatus.Completed : OperationStatus.InProgress;
        session.Store(operation.Step(status, new(done, incidents.Length), JsonSerializer.SerializeToElement(result, StoreJson.Options), now));
        if (!over)
        {
            return message;
        }

        session.Delete<SealedUpload>(operation.Id);
        return new ForgetUpload(operation.Id);
    }

    /// <summary>Destroys an upload's key.</summary>
    /// <param name="message">Which operation.</param>
    /// <param name="vault">Holds the key.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(ForgetUpload message, Vault vault, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(vault);
        return vault.Destroy(SealedUpload.SubjectOf(message.OperationId), stop);
    }

    // What was agreed with the client, when its incidents are to be held to it.
    private static async Task<ServiceLevelPolicy?> Agreed(IDocumentSession session, ImportRequest request, CancellationToken stop) =>
        request.UnderAgreement is true
        && (await session.ForTenant(request.ClientId).LoadAsync<Client>(Client.StreamOf(request.ClientId), stop))?.ServiceLevelPolicyId is { } policyId
            ? await session.LoadAsync<ServiceLevelPolicy>(policyId, stop)
            : null;

    private static async Task<ImportResult> Append(
        IDocumentSession session, Operation operation, ImportedIncident[] slice, ImportResult result, CancellationToken stop)
    {
        var client = session.ForTenant(operation.Request.Deserialize<ImportRequest>(StoreJson.Options)!.ClientId);
        var known = await KnownEvents(client, [.. slice.Select(incident => incident.Id)], stop);
        session.LastModifiedBy = operation.RequestedBy;
        session.CorrelationId = operation.Id.ToString();
        foreach (var incident in slice)
        {
            var told = known[incident.Id].ToHashSet();
            var fresh = incident.Events.Where(e => !told.Contains(e.EventId)).Select(e => Wrap(client, e)).ToArray();
            result = (told.Count, fresh.Length) switch
            {
                (0, _) => result with { Created = result.Created + 1, Events = result.Events + fresh.Length },
                (_, 0) => result with { Unchanged = result.Unchanged + 1 },
                _ => result with { Extended = result.Extended + 1, Events = result.Events + fresh.Length },
            };
            if (result.DryRun || fresh.Length == 0)
            {
                continue;
            }

            if (told.Count == 0)
            {
                client.Events.StartStream<Incident>(incident.Id, fresh);
            }
            else
            {
                client.Events.Append(incident.Id, fresh);
            }
        }

        return result;
    }

    private static async Task<ILookup<Guid, Guid>> KnownEvents(IDocumentOperations client, Guid[] streams, CancellationToken stop)
    {
        var events = await client.Events.QueryAllRawEvents().Where(e => streams.Contains(e.StreamId)).ToListAsync(stop);
        return events.ToLookup(e => e.StreamId, e => e.Id);
    }

    private static object Wrap(IDocumentOperations client, ImportedEvent imported)
    {
        var e = client.Events.BuildEvent(imported.Happened);
        e.Id = imported.EventId;
        e.SetOccurredAt(imported.OccurredAt);
        return e;
    }

    private static ImportResult Nothing(ImportRequest request, ParsedLog log, int incidents) => new(
        request.DryRun is true, log.Rows.Length, incidents, 0, 0, 0, 0, log.Errors.Length, [.. log.Errors.Take(ImportResult.MostErrors)]);

    private static OperationError Why(byte[]? bytes, ParsedLog? log) => (bytes, log) switch
    {
        (null, _) => new("import/upload-lost", ImmutableSortedDictionary<string, string>.Empty),
        (_, null) => new("import/not-in-declared-encoding", ImmutableSortedDictionary<string, string>.Empty),
        _ => new("import/missing-columns", ImmutableSortedDictionary<string, string>.Empty.Add("columns", string.Join(", ", log.MissingColumns))),
    };
}
