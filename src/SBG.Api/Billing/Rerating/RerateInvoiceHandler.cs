using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Billing.Invoices;
using SBG.Api.Billing.Usage;
using SBG.Api.Kernel;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Billing.Rerating;

/// <summary>Compute an invoice again by a corrected price, and propose the notes that follow.</summary>
/// <param name="ClientId">The client, whose tenant the message is in.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Version">The version that corrects another.</param>
public sealed record RerateInvoice(string ClientId, Guid InvoiceId, Guid PricePlanId, int Version);

/// <summary>Follows corrections of prices: a message for each invoice that was drawn by the plan, each a transaction of its own. Handled twice, it proposes what is proposed already.</summary>
public static class RerateInvoiceHandler
{
    /// <summary>A price was corrected.</summary>
    /// <param name="happened">The version; one that corrects none changes no invoice.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(IEvent<PriceVersionAdded> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        var messages = new OutgoingMessages();
        if (happened.Data.Corrects is null)
        {
            return messages;
        }

        var plan = JsonSerializer.Serialize(new[] { new { pricePlanId = happened.StreamId } });
        var drawn = await session.Query<Invoice>()
            .Where(invoice => invoice.AnyTenant() && invoice.Status != InvoiceStatus.Draft && invoice.MatchesSql("d.data #> '{content,lines}' @> ?::jsonb", plan))
            .Select(invoice => new { invoice.Id, invoice.ClientId }).ToListAsync(stop);
        foreach (var invoice in drawn)
        {
            messages.Add(new RerateInvoice(invoice.ClientId, invoice.Id, happened.StreamId, happened.Data.Number), new DeliveryOptions { TenantId = invoice.ClientId });
        }

        return messages;
    }

    /// <summary>Computes an invoice again.</summary>
    /// <param name="message">Which one, and why.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(RerateInvoice message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(clock);
        await UsageKeys.TakeTurn(session, message.ClientId, stop); // no invoice of the client is issued meanwhile
        var invoice = await session.LoadAsync<Invoice>(message.InvoiceId, stop);
        var plan = await session.ForTenant(Tenant.Provider).LoadAsync<PricePlan>(message.PricePlanId, stop);
        var proposals = await session.Query<NoteProposal>().Where(proposal => proposal.InvoiceId == message.InvoiceId && proposal.PricePlanId == message.PricePlanId).ToListAsync(stop);
        if (invoice is null || plan is null || plan.Versions.Length > message.Version && proposals.Any(proposal => proposal.PriceVersion > message.Version))
        {
            return; // a later correction was followed before this one
        }

        var known = await EarlierMonths.Booked(session, invoice, stop);
        var plans = known.Facts.Plans.ToDictionary(one => one.Key, one => one.Value);
        plans[plan.Id] = plan with { Versions = [.. plan.Versions.Take(message.Version)] };
        var lines = Repricing.Of(known with { Facts = known.Facts with { Plans = plans } }, plan.Id, Noted(invoice, proposals));
        foreach (var open in proposals.Where(proposal => proposal.Status == ProposalStatus.Open && proposal.PriceVersion < message.Version))
        {
            (await session.Fetch<NoteProposal>(open.Id, stop))!.Record(AnswerProposal.Supersede(open, message.Version), clock.Now());
        }

        var told = proposals.Select(proposal => proposal.Id).ToHashSet();
        foreach (var proposed in Repricing.Notes(invoice, plan.Id, message.Version, lines).Where(proposed => !told.Contains(proposed.ProposalId)))
        {
            session.New<NoteProposal>(proposed.ProposalId).Record(Decision.Record<NoteProposal>(proposed), clock.Now());
        }
    }

    // A note that was proposed has the proposal's id.
    private static Dictionary<Guid, Money> Noted(Invoice invoice, IReadOnlyList<NoteProposal> proposals)
    {
        var noted = new Dictionary<Guid, Money>();
        foreach (var note in invoice.Notes.Where(note => proposals.Any(proposal => proposal.Id == note.Id)))
        {
            foreach (var line in note.Lines)
            {
                noted[line.LineId] = noted.GetValueOrDefault(line.LineId) + (note.IsCredit ? Money.Zero - line.Amount : line.Amount);
            }
        }

        return noted;
    }
}
