using FluentAssertions;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Clients;

public sealed class PersonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000051");
    private static readonly Sealed<string> Name = new(Id.ToString(), "bm9t");
    private static readonly Sealed<string> Email = new(Id.ToString(), "Y291cnJpZWw");

    [Fact]
    public void A_person_is_registered_with_sealed_name_and_address()
    {
        RegisterPerson.Decide(new(Id, Name, Email, "TI")).Events.Should().Equal(new PersonRegistered(Id, Name, Email, "TI"));
        Given().Should().Be(new Person(Id, Name, Email, "TI", false, Now));
    }

    [Fact]
    public void A_person_is_corrected_until_departure()
    {
        RevisePerson.Decide(new(Email, Name, "RH"), Given()).Events.Should().Equal(new PersonRevised(Email, Name, "RH"));
        Given(new PersonRevised(Email, Name, "RH")).Should().Be(new Person(Id, Email, Name, "RH", false, Now));
        RevisePerson.Decide(new(Email, Name, "RH"), Given(new PersonDeparted())).Refusal.Should().Be(RevisePerson.HasDeparted);
    }

    [Fact]
    public void A_departure_is_recorded_once()
    {
        RecordDeparture.Decide(Given()).Events.Should().Equal(new PersonDeparted());
        Given(new PersonDeparted()).Departed.Should().BeTrue();
        RecordDeparture.Decide(Given(new PersonDeparted())).Refusal.Should().Be(RevisePerson.HasDeparted);
    }

    private static Person Given(params EventOf<Person>[] history) =>
        history.Aggregate(Person.Evolve(null, new PersonRegistered(Id, Name, Email, "TI"), Now)!, (person, e) => Person.Evolve(person, e, Now)!);
}
