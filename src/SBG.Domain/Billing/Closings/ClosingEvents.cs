using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>A run of a month's closing began: each client named is closed, or told why not.</summary>
/// <param name="ClosingId">Derived from the month: a month has one closing, however often it is run.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">1, 2, 3 ...</param>
/// <param name="Clients">Those who have no invoice of the month yet, by their codes.</param>
[StoredAs("closing_run_begun")]
public sealed record ClosingRunBegun(Guid ClosingId, string Period, int Run, ImmutableArray<string> Clients) : EventOf<Closing>;

/// <summary>Someone who asked for the closing follows the run by an operation.</summary>
/// <param name="OperationId">The operation.</param>
[StoredAs("closing_followed")]
public sealed record ClosingFollowed(Guid OperationId) : EventOf<Closing>;

/// <summary>Of each client of the run it is told what it came to.</summary>
/// <param name="Run">Which run.</param>
[StoredAs("closing_run_completed")]
public sealed record ClosingRunCompleted(int Run) : EventOf<Closing>;
