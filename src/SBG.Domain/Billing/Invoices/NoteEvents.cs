using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>A part of a line that a note is about.</summary>
/// <param name="LineId">The line of the invoice.</param>
/// <param name="Amount">Before taxes, to the cent; of a credit, what is taken off.</param>
public readonly record struct NotedLine(Guid LineId, Money Amount);

/// <summary>Part or all of an issued invoice is credited; the invoice itself does not change.</summary>
/// <param name="NoteId">The note.</param>
/// <param name="Number">Without gaps within its fiscal year, e.g. <c>NC-2026-2027-000004</c>.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="Lines">What is credited, by line.</param>
/// <param name="Totals">The base and both taxes on it; the last note takes what roundings left.</param>
/// <param name="Reason">Why; personal data may be in it.</param>
[StoredAs("credit_note_issued")]
public sealed record CreditNoteIssued(Guid NoteId, string Number, DateOnly IssuedOn, ImmutableArray<NotedLine> Lines, TaxedTotal Totals, Sealed<string>? Reason) : EventOf<Invoice>;

/// <summary>More is due for lines of an issued invoice; the invoice itself does not change.</summary>
/// <param name="NoteId">The note.</param>
/// <param name="Number">Without gaps within its fiscal year, e.g. <c>ND-2026-2027-000002</c>.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="Lines">What is due beyond, by line.</param>
/// <param name="Totals">The base and both taxes on it.</param>
/// <param name="Reason">Why; personal data may be in it.</param>
[StoredAs("debit_note_issued")]
public sealed record DebitNoteIssued(Guid NoteId, string Number, DateOnly IssuedOn, ImmutableArray<NotedLine> Lines, TaxedTotal Totals, Sealed<string>? Reason) : EventOf<Invoice>;
