using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Billing.Invoices;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Closings;

/// <summary>A fiscal year to close.</summary>
/// <param name="Year"><c>2026-2027</c>: 1 April to 31 March in Québec.</param>
public sealed record CloseFiscalYearBody([RegularExpression(@"^2\d{3}-2\d{3}$")] string Year);

/// <summary>A month that is charged although its fiscal year is closed.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record AdmitLateFactsBody(
    [StringLength(40, MinimumLength = 1)] string ClientId, [RegularExpression(DraftInvoiceBody.MonthForm)] string Period, [StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>A closed fiscal year.</summary>
/// <param name="Year"><c>2026-2027</c>.</param>
/// <param name="ClosedAt">When it was closed (UTC).</param>
/// <param name="Admitted">The months that are charged all the same.</param>
/// <param name="Actions">What the caller may do now.</param>
public sealed record FiscalYearView(string Year, DateTimeOffset ClosedAt, ImmutableArray<AdmittedMonth> Admitted, IReadOnlyList<string> Actions)
{
    /// <summary>Represents a year.</summary>
    /// <param name="closing">The year.</param>
    /// <param name="caller">Who reads.</param>
    public static FiscalYearView Of(FiscalYearClosing closing, Actor caller)
    {
        ArgumentNullException.ThrowIfNull(closing);
        return new(closing.Year, closing.ClosedAt, closing.Admitted, new Actions(caller).May("admit", Role.Finance).Listed);
    }
}

/// <summary>The closing of fiscal years: from then on, late facts of their months are charged by a decision only.</summary>
public static class FiscalYearEndpoints
{
    private const string Path = "/v1/billing/fiscal-years";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Close).Creates<FiscalYearView>("CloseFiscalYear", "Closes a fiscal year: what comes to be known of its months later is charged by a decision only.", Role.Finance);
        routes.MapResource<FiscalYearView>(Path + "/{year}", Get, "GetFiscalYear", "A closed fiscal year, and the decisions since.", Role.Finance, Role.Auditor);
        routes.MapPost(Path + "/{year}/admit", Admit).Changes<FiscalYearView>("AdmitLateFacts", "Decides that what comes to be known of a client's month is charged all the same, from its next invoice on.", Role.Finance);
    }

    private static Task<IResult> Close(CloseFiscalYearBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var year = Year(body.Year);
            var id = FiscalYearClosing.StreamOf(year);
            var closing = await session.Fetch<FiscalYearClosing>(id, stop) ?? session.New<FiscalYearClosing>(id);
            var (from, until) = (new BillingMonth(year.FirstYear, 4).ToString(), new BillingMonth(year.FirstYear + 1, 4).ToString());
            var drafts = await session.Query<Invoice>()
                .CountAsync(invoice => invoice.AnyTenant() && invoice.Status == InvoiceStatus.Draft && invoice.MatchesSql("d.period >= ? and d.period < ?", from, until), stop);
            Recorder.Demand(closing.Record(CloseFiscalYear.Decide(new(year, drafts), closing.State, LocalDay.Of(recorder.Now, FiscalYear.Zone)), recorder.Now));
            return Answer.Created(FiscalYearView.Of(closing.State!, recorder.Actor), closing.Version, $"{Path}/{year}");
        }, stop);

    private static async Task<IResult> Admit(string year, AdmitLateFactsBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var closing = await recorder.Fetch<FiscalYearClosing>(session, FiscalYearClosing.StreamOf(Year(year)), stop);
            var client = await session.ForTenant(body.ClientId).LoadAsync<Client>(Client.StreamOf(body.ClientId), stop) ?? throw new ProblemException("resource/not-found");
            Recorder.Demand(closing.Record(AdmitLateFacts.Decide(new(client.ClientId, BillingMonth.Parse(body.Period)!.Value, reason), closing.State!), recorder.Now));
            return Answer.Ok(FiscalYearView.Of(closing.State!, recorder.Actor), closing.Version);
        }, stop);
    }

    private static Task<IResult> Get(string year, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<FiscalYearClosing, FiscalYearView>(
            Tenant.Provider, FiscalYearClosing.StreamOf(Year(year)), moment, closing => ValueTask.FromResult(FiscalYearView.Of(closing, reading.Actor)), stop);

    private static FiscalYear Year(string text) => FiscalYear.Parse(text) ?? throw new ProblemException("resource/not-found");
}
