using SBG.Domain.Kernel;
using SBG.Domain.Licences;

namespace SBG.Domain.Tests.Licences;

/// <summary>Pools and assignments to start a test from.</summary>
internal static class Pools
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    public static readonly Guid Pool = Guid.Parse("0190a000-0000-7000-8000-000000000010");
    public static readonly Guid Plan = Guid.Parse("0190a000-0000-7000-8000-000000000011");
    public static readonly Guid Order = Guid.Parse("0190a000-0000-7000-8000-000000000012");
    public static readonly Guid Other = Guid.Parse("0190a000-0000-7000-8000-000000000013");
    public static readonly Guid Person = Guid.Parse("0190a000-0000-7000-8000-000000000014");
    public const string Client = "cegep-fjord";

    public static Guid Seat(int number) => DerivedId.Of("seat", [number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    public static LicencePool Given(params EventOf<LicencePool>[] history) =>
        history.Aggregate(
            LicencePool.Evolve(null, new LicencePoolCreated(Pool, "Courriel", "Exchange", Plan), Now)!, (pool, e) => LicencePool.Evolve(pool, e, Now)!);

    public static LicenceAssignment Licence(params EventOf<LicenceAssignment>[] history) =>
        history.Aggregate(
            LicenceAssignment.Evolve(null, new LicenceAssigned(Seat(1), Pool, Person, null, null, Plan), Now)!, (licence, e) => LicenceAssignment.Evolve(licence, e, Now)!);
}
