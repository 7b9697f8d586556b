using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Clients;

namespace SBG.Api.Catalogue;

/// <summary>Who may order a version, and when. What is absent or empty restricts nothing.</summary>
/// <param name="Categories">The categories of clients that may; with <paramref name="Clients"/>: these or those.</param>
/// <param name="Clients">The codes of clients that may.</param>
/// <param name="Units">The organisational units whose people may get it.</param>
/// <param name="JobRoles">The parts that people play at their client who may get it.</param>
/// <param name="Requires">Offers that the beneficiary holds, is to get, or is ordered on another line.</param>
/// <param name="Excludes">Offers that the beneficiary neither holds, nor is to get, nor is ordered on another line.</param>
/// <param name="From">The first instant at which it can be ordered.</param>
/// <param name="Until">The first instant at which it cannot be ordered any more.</param>
public sealed record OrderingTermsBody(
    [MaxLength(OrderingRules.Most)] IReadOnlyList<ClientCategory>? Categories = null,
    [MaxLength(OrderingRules.Most)] IReadOnlyList<string>? Clients = null,
    [MaxLength(OrderingRules.Most)] IReadOnlyList<string>? Units = null,
    [MaxLength(OrderingRules.Most)] IReadOnlyList<string>? JobRoles = null,
    [MaxLength(OrderingRules.Most)] IReadOnlyList<Guid>? Requires = null,
    [MaxLength(OrderingRules.Most)] IReadOnlyList<Guid>? Excludes = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null)
{
    internal OrderingTerms Terms =>
        new([.. Categories ?? []], [.. Clients ?? []], [.. Units ?? []], [.. JobRoles ?? []], [.. Requires ?? []], [.. Excludes ?? []], From, Until);
}
