using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Open a pool of one product's licences.</summary>
/// <param name="PoolId">The new pool.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Product">The product.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Kind">How its licences are used.</param>
public sealed record CreateLicencePool(Guid PoolId, string Name, string Product, Guid PricePlanId, PoolKind Kind = PoolKind.NamedSeats)
{
    /// <summary>There is no such price plan: what is held could not be charged.</summary>
    public static readonly Refusal UnknownPricePlan = new("licences/unknown-price-plan");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The pool of that id, if there is one: a retry records nothing twice.</param>
    /// <param name="planExists">Whether the price plan exists.</param>
    public static Decision<LicencePool> Decide(CreateLicencePool command, LicencePool? existing, bool planExists)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        return planExists
            ? new LicencePoolCreated(command.PoolId, command.Name, command.Product, command.PricePlanId, command.Kind)
            : UnknownPricePlan.With("plan", command.PricePlanId);
    }
}
