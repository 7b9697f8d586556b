using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Purchases;

/// <summary>What was agreed about bought seats.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="StartsAt">The first instant at which they count (UTC); null: at once.</param>
/// <param name="EndsAt">The first instant at which they count no longer (UTC); null: bought for good.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term, before taxes; null: not told.</param>
/// <param name="Supplier">Who sold them; never a person's name.</param>
/// <param name="Contract">The reference of the contract.</param>
/// <param name="NoticeDays">How many days before the end the supplier must be told whether it is renewed; null: not told.</param>
public sealed record PurchaseTerms(
    Guid PurchaseId, DateTimeOffset? StartsAt = null, DateTimeOffset? EndsAt = null, Money? UnitPrice = null, string? Supplier = null, string? Contract = null, int? NoticeDays = null)
{
    /// <summary>Until when the supplier must be told (UTC); null: there is no such instant.</summary>
    /// <returns>UTC.</returns>
    public DateTimeOffset? NoticeBy() => NoticeDays is { } days ? EndsAt?.AddDays(-days) : null;
}

/// <summary>Bought seats whose term runs or is to come.</summary>
/// <param name="Quantity">How many.</param>
/// <param name="Terms">What was agreed.</param>
/// <param name="Pending">Whether they do not count yet.</param>
/// <param name="TrueUp">Whether they were in use before they were bought.</param>
/// <param name="Renewed">Whether another purchase follows them.</param>
/// <param name="Consumed">How many of them were used up, where they are units.</param>
public sealed record SeatPurchase(int Quantity, PurchaseTerms Terms, bool Pending, bool TrueUp, bool Renewed = false, int Consumed = 0);
