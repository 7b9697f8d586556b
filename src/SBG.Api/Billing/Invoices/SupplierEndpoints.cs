using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Suppliers;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Who invoices and on which terms, from now on.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Address">Postal address, line by line.</param>
/// <param name="GstNumber">Registration for the goods and services tax (TPS).</param>
/// <param name="QstNumber">Registration for the Québec sales tax (TVQ).</param>
/// <param name="GraceDays">Days after the end of a month during which late usage is waited for; no invoice of the month is issued before.</param>
/// <param name="PaymentDays">Days after its issue in which an invoice is due.</param>
public sealed record ReviseSupplierBody(
    [StringLength(200, MinimumLength = 1)] string Name,
    [MinLength(1), MaxLength(6)] IReadOnlyList<string> Address,
    [RegularExpression(ReviseSupplier.GstForm)] string GstNumber,
    [RegularExpression(ReviseSupplier.QstForm)] string QstNumber,
    [Range(0, ReviseSupplier.MostDays)] int GraceDays,
    [Range(0, ReviseSupplier.MostDays)] int PaymentDays)
{
    internal ReviseSupplier Command => new(Name, [.. Address], GstNumber, QstNumber, GraceDays, PaymentDays);
}

/// <summary>Who invoices.</summary>
/// <param name="Versions">In the order of recording; the last applies. Invoices keep the one with which they were issued.</param>
public sealed record SupplierView(ImmutableArray<SupplierVersion> Versions);

/// <summary>The provider as it invoices.</summary>
public static class SupplierEndpoints
{
    private const string Path = "/v1/billing/supplier";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/versions", Revise).Creates<SupplierView>("ReviseSupplier", "Says who invoices and on which terms, from now on.", Role.Finance);
        routes.MapResource<SupplierView>(Path, Get, "GetSupplier", "Who invoices and on which terms, in versions.", Role.Finance, Role.Auditor);
    }

    private static Task<IResult> Revise(ReviseSupplierBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var supplier = await session.Fetch<Supplier>(Supplier.StreamId, stop) ?? session.New<Supplier>(Supplier.StreamId);
            Recorder.Demand(supplier.Record(ReviseSupplier.Decide(body.Command, supplier.State), recorder.Now));
            return Answer.Created(new SupplierView(supplier.State!.Versions), supplier.Version, Path);
        }, stop);

    private static Task<IResult> Get([AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<Supplier, SupplierView>(Tenant.Provider, Supplier.StreamId, moment, supplier => ValueTask.FromResult(new SupplierView(supplier.Versions)), stop);
}
