using JasperFx.Events;
using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Budgets;
using SBG.Domain.Clients;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Billing.Budgets;

/// <summary>See what a client's months cost so far, and whether a budget's threshold is reached.</summary>
/// <param name="BudgetId">The budget.</param>
/// <param name="Setting">Which of its settings is watched; when it was set anew, another message is under way.</param>
public sealed record LookAtBudget(Guid BudgetId, int Setting);

/// <summary>How often budgets are looked at: the setting <c>Billing:BudgetInterval</c>.</summary>
/// <param name="configuration">The settings.</param>
public sealed class BudgetInterval(IConfiguration configuration)
{
    /// <summary>From one look to the next.</summary>
    public TimeSpan Length { get; } = configuration.GetValue("Billing:BudgetInterval", TimeSpan.FromMinutes(15));
}

/// <summary>
/// Watches budgets by scheduled messages: one waits for each budget. It looks at the month that it is and at the one before, of which use still comes in;
/// what it finds twice is told once.
/// </summary>
public static class BudgetWatchHandler
{
    /// <summary>A budget was set: it is looked at now.</summary>
    /// <param name="happened">The setting.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<LookAtBudget?> Handle(IEvent<BudgetSet> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        return await session.LoadAsync<Budget>(happened.Data.BudgetId, stop) is { } budget ? new(budget.Id, budget.Settings) : null;
    }

    /// <summary>Looks, and schedules the next look.</summary>
    /// <param name="message">Which budget.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="interval">The settings.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(LookAtBudget message, IDocumentSession session, BudgetInterval interval, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(interval);
        var messages = new OutgoingMessages();
        if (await session.Fetch<Budget>(message.BudgetId, stop) is not { State: { IsWithdrawn: false } set } budget
            || set.Settings != message.Setting
            || await session.LoadAsync<Client>(Client.StreamOf(session.TenantId), stop) is not { } client)
        {
            return messages;
        }

        var now = clock.Now();
        var current = BillingMonth.Of(now, DateTimeZoneProviders.Tzdb[client.TimeZone]).FirstDay;
        foreach (var month in new[] { Month(current.AddMonths(-1)), Month(current) })
        {
            var billing = await ClientBilling.Load(session, client, month.In, stop);
            budget.Record(WatchBudget.Decide(new(month, WatchBudget.SpentBy(billing.Facts(month, now), set.CostCentre)), budget.State!), now);
        }

        messages.Schedule(message, now + interval.Length);
        return messages;
    }

    private static BillingMonth Month(DateOnly day) => new(day.Year, day.Month);
}
