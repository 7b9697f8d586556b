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

    [Fact]
    public void An_account_is_one_persons()
    {
        LinkAccount.Decide(new("ana"), Given(), false).Events.Should().Equal(new PersonAccountLinked("ana"));
        var linked = Given(new PersonAccountLinked("ana"));
        linked.Account.Should().Be("ana");
        LinkAccount.Decide(new("ana"), linked, false).Events.Should().BeEmpty();
        LinkAccount.Decide(new("bo"), linked, true).Refusal.Should().Be(LinkAccount.AccountTaken);
        LinkAccount.Decide(new("bo"), Given(new PersonDeparted()), false).Refusal.Should().Be(RevisePerson.HasDeparted);
    }

    [Fact]
    public void A_manager_is_another_person_who_is_there()
    {
        var manager = Given() with { Id = Guid.Parse("0190a000-0000-7000-8000-000000000052") };
        SetManager.Decide(new(manager.Id), Given(), manager).Events.Should().Equal(new PersonManagerSet(manager.Id));
        var managed = Given(new PersonManagerSet(manager.Id));
        SetManager.Decide(new(manager.Id), managed, manager).Events.Should().BeEmpty();
        SetManager.Decide(new(null), managed, null).Events.Should().Equal(new PersonManagerSet(null));
        SetManager.Decide(new(Id), Given(), Given()).Refusal.Should().Be(SetManager.OwnManager);
        SetManager.Decide(new(manager.Id), Given(), null).Refusal!.Code.Should().Be("clients/unknown-manager");
        SetManager.Decide(new(manager.Id), Given(), manager with { Departed = true }).Refusal!.Code.Should().Be("clients/unknown-manager");
        SetManager.Decide(new(null), Given(new PersonDeparted()), null).Refusal.Should().Be(RevisePerson.HasDeparted);
    }

    private static Person Given(params EventOf<Person>[] history) =>
        history.Aggregate(Person.Evolve(null, new PersonRegistered(Id, Name, Email, "TI"), Now)!, (person, e) => Person.Evolve(person, e, Now)!);
}
