using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class LicenceAssignmentTests
{
    [Fact]
    public void A_person_of_the_client_holds_a_seat_at_the_pools_price()
    {
        var command = new HoldLicence(Seat(1), Person, Order, Other);
        HoldLicence.Decide(command, null, Given(), departed: false).Events.Should().Equal(new LicenceAssigned(Seat(1), Pool, Person, Order, Other, Plan));
        HoldLicence.Decide(command, null, Given(), departed: null).Refusal!.Code.Should().Be("licences/unknown-person");
        HoldLicence.Decide(command, null, Given(), departed: true).Refusal!.Code.Should().Be("licences/person-departed");
        HoldLicence.Decide(command, Licence(), Given(), departed: false).Should().Be((Decision<LicenceAssignment>)Decision.Nothing);
    }

    [Fact]
    public void A_licence_in_use_is_suspended()
    {
        SuspendLicence.Decide(Licence()).Events.Should().Equal(new LicenceSuspended());
        SuspendLicence.Decide(Licence(new LicenceSuspended())).Refusal!.Code.Should().Be("licences/not-active");
        SuspendLicence.Decide(Licence(new LicenceReleased())).Refusal!.Code.Should().Be("licences/not-active");
    }

    [Fact]
    public void A_suspended_licence_is_resumed()
    {
        ResumeLicence.Decide(Licence(new LicenceSuspended())).Events.Should().Equal(new LicenceResumed());
        ResumeLicence.Decide(Licence()).Refusal!.Code.Should().Be("licences/not-suspended");
        ResumeLicence.Decide(Licence(new LicenceReleased())).Refusal!.Code.Should().Be("licences/not-suspended");
    }

    [Fact]
    public void A_seat_is_given_back_once_even_while_suspended()
    {
        ReleaseLicence.Decide(Licence()).Events.Should().Equal(new LicenceReleased());
        ReleaseLicence.Decide(Licence(new LicenceSuspended())).Events.Should().Equal(new LicenceReleased());
        ReleaseLicence.Decide(Licence(new LicenceReleased())).Refusal!.Code.Should().Be("licences/already-released");
    }

    [Fact]
    public void A_seat_is_told_late_within_a_year_and_never_early()
    {
        var now = new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
        HoldLicence.Untimely(null, now).Should().BeNull();
        HoldLicence.Untimely(now, now).Should().BeNull();
        HoldLicence.Untimely(now - HoldLicence.Correctable, now).Should().BeNull();
        HoldLicence.Untimely(now.AddTicks(1), now)!.Code.Should().Be("licences/in-the-future");
        HoldLicence.Untimely(now - HoldLicence.Correctable - TimeSpan.FromTicks(1), now)!.Code.Should().Be("licences/too-long-ago");
    }
}
