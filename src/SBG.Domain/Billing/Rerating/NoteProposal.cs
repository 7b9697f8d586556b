using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rerating;

/// <summary>Where a proposed note stands.</summary>
public enum ProposalStatus
{
    /// <summary>Finance has not answered.</summary>
    Open,

    /// <summary>The note is issued.</summary>
    Accepted,

    /// <summary>No note is issued.</summary>
    Rejected,

    /// <summary>A later correction took its place.</summary>
    Superseded,
}

/// <summary>A credit or debit note proposed on an issued invoice after the correction of a price.</summary>
/// <param name="Id">Derived; also the note's id once it is accepted.</param>
/// <param name="ClientId">The client.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="Period">Its month.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PriceVersion">The version that corrects another.</param>
/// <param name="IsCredit">Whether less is due; else more is.</param>
/// <param name="Lines">The lines that differ.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="NoteNumber">The note's number; null unless it is accepted.</param>
public sealed record NoteProposal(
    Guid Id,
    string ClientId,
    Guid InvoiceId,
    string InvoiceNumber,
    string Period,
    Guid PricePlanId,
    int PriceVersion,
    bool IsCredit,
    ImmutableArray<RepricedLine> Lines,
    ProposalStatus Status,
    string? NoteNumber) : IState<NoteProposal>
{
    /// <summary>The proposal of an invoice after a correction, ordered by the invoice's month.</summary>
    /// <param name="month">The invoice's month.</param>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="version">The version that corrects another.</param>
    /// <param name="isCredit">Whether less is due.</param>
    public static Guid StreamOf(BillingMonth month, Guid invoiceId, Guid planId, int version, bool isCredit) =>
        month.IdOf("note-proposal", invoiceId.ToString(), planId.ToString(), version.ToString(CultureInfo.InvariantCulture), isCredit ? "credit" : "debit");

    /// <inheritdoc/>
    public static NoteProposal? Evolve(NoteProposal? state, EventOf<NoteProposal> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, NoteProposed e) => new(
            e.ProposalId, e.ClientId, e.InvoiceId, e.InvoiceNumber, e.Period, e.PricePlanId, e.PriceVersion, e.IsCredit, e.Lines, ProposalStatus.Open, null),
        ({ }, NoteProposalAccepted e) => state with { Status = ProposalStatus.Accepted, NoteNumber = e.NoteNumber },
        ({ }, NoteProposalRejected) => state with { Status = ProposalStatus.Rejected },
        ({ }, NoteProposalSuperseded) => state with { Status = ProposalStatus.Superseded },
        _ => state,
    };
}
