using SBG.Domain.Kernel;
using SBG.Domain.Licences.Purchases;

namespace SBG.Api.Licences.Purchases;

/// <summary>Bought seats whose term runs or is to come, as the API shows them.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Quantity">Seats.</param>
/// <param name="StartsAt">The first instant at which they count; null: since they were recorded.</param>
/// <param name="EndsAt">The first instant at which they count no longer; null: bought for good.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term, before taxes; null: not told.</param>
/// <param name="Supplier">Who sold them.</param>
/// <param name="Contract">The reference of the contract.</param>
/// <param name="NoticeBy">Until when the supplier must be told whether it is renewed; null: not told.</param>
/// <param name="Pending">Whether they do not count yet.</param>
/// <param name="TrueUp">Whether they were in use before they were bought.</param>
/// <param name="Renewed">Whether another purchase follows them.</param>
public sealed record SeatPurchaseView(
    Guid Id,
    int Quantity,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    Money? UnitPrice,
    string? Supplier,
    string? Contract,
    DateTimeOffset? NoticeBy,
    bool Pending,
    bool TrueUp,
    bool Renewed)
{
    internal static SeatPurchaseView Of(SeatPurchase purchase)
    {
        var terms = purchase.Terms;
        return new(
            terms.PurchaseId, purchase.Quantity, terms.StartsAt, terms.EndsAt, terms.UnitPrice, terms.Supplier, terms.Contract, terms.NoticeBy(), purchase.Pending, purchase.TrueUp,
            purchase.Renewed);
    }
}
