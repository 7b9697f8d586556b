using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;
using Wolverine;

namespace SBG.Api.Billing.Closings;

/// <summary>See how far the closing of a month got: something of it was told.</summary>
/// <param name="Period">The month.</param>
public sealed record LookAtClosing(string Period);

/// <summary>Tells those who follow a closing how far it got, and ends the run when of each client it is known what it came to. What is told in the same moment is looked at once.</summary>
public static class LookAtClosingHandler
{
    /// <summary>Looks.</summary>
    /// <param name="told">Which closings.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(LookAtClosing[] told, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(session);
        foreach (var period in told.Select(look => look.Period).Distinct().Order(StringComparer.Ordinal))
        {
            // Alone: of two who look at once, the later one sees what both were told of.
            var id = Closing.StreamOf(BillingMonth.Parse(period)!.Value);
            if (await session.FetchExclusively<Closing>(Tenant.Provider, id, stop) is { State: { Status: ClosingStatus.InProgress } before } closing)
            {
                var tally = ClosingTally.Of(await ClosingReader.Outcomes(session, period, before.Run, stop));
                closing.Record(CompleteRun.Decide(new(tally.Closed()), before), clock.Now());
                await Tell(session, closing.State!, tally, clock.Now(), stop);
            }
        }
    }

    private static async Task Tell(IDocumentSession session, Closing closing, ClosingTally tally, DateTimeOffset now, CancellationToken stop)
    {
        var result = JsonSerializer.SerializeToElement(new ClosingResult(closing.Id, closing.Period, closing.Run, tally), StoreJson.Options);
        var status = closing.Status == ClosingStatus.Completed ? OperationStatus.Completed : OperationStatus.InProgress;
        foreach (var operation in await session.LoadManyAsync<Operation>(stop, [.. closing.Followers]))
        {
            session.Store(operation.Step(status, new(tally.Closed(), closing.Clients.Length), result, now));
        }
    }
}

/// <summary>How what is told of closings is gathered.</summary>
public sealed class ClosingQueues : IWolverineExtension
{
    /// <inheritdoc/>
    public void Configure(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BatchMessagesOf<LookAtClosing>(batching =>
        {
            batching.BatchSize = 100;
            batching.TriggerTime = TimeSpan.FromMilliseconds(50);
        });
    }
}
