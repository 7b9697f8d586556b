using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Add bought seats to a pool.</summary>
/// <param name="Quantity">How many.</param>
public sealed record PurchaseSeats(int Quantity)
{
    /// <summary>The most seats of one purchase.</summary>
    public const int MostAtOnce = 1_000_000;

    /// <summary>The most seats of a pool.</summary>
    public const int MostInPool = 10_000_000;

    /// <summary>A purchase is of at least one seat, and a pool holds a bounded number.</summary>
    public static readonly Refusal NotAQuantity = new("licences/not-a-quantity");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(PurchaseSeats command, LicencePool pool) =>
        command.Quantity is >= 1 and <= MostAtOnce && command.Quantity <= MostInPool - pool.Balance.Purchased
            ? new SeatsPurchased(command.Quantity)
            : NotAQuantity.With("quantity", command.Quantity).With("most", MostInPool);
}
