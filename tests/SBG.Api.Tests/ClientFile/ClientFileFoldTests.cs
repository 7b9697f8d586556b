using System.Text.Json;
using FluentAssertions;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Xunit;

namespace SBG.Api.Tests.ClientFile;

public sealed class ClientFileFoldTests
{
    private static readonly Guid Client = Domain.Clients.Client.StreamOf("cegep-fjord");
    private static readonly Sealed<string> Secret = new("s", "c");

    [Fact]
    public void The_profile_is_that_of_the_client()
    {
        var file = Known().Add(Client, new TaxRegimeSet(TaxRegime.Exempt)).Add(Client, new ClientActivated()).File();
        file.Client!.Name.Should().Be("Cégep du Fjord");
        file.Client.Status.Should().Be(ClientStatus.Active);
        file.Client.TaxRegime.Should().Be(TaxRegime.Exempt);
        file.Position.Should().Be(3);
        file.EventCount.Should().Be(3);
    }

    [Fact]
    public void People_are_counted_not_listed()
    {
        var log = Known();
        var (ana, bo) = (Guid.NewGuid(), Guid.NewGuid());
        log.Add(ana, new PersonRegistered(ana, Secret, Secret, "TI")).Add(bo, new PersonRegistered(bo, Secret, Secret, "TI")).Add(ana, new PersonDeparted());
        log.File().People.Should().Be(new Projections.ClientFile.FilePeople(1, 1));
        JsonSerializer.Serialize(log.File(), StoreJson.Options).Should().NotContain("ciphertext");
    }

    [Fact]
    public void The_latest_events_come_first_and_are_bounded()
    {
        var log = Known();
        var ana = Guid.NewGuid();
        log.Add(ana, new PersonRegistered(ana, Secret, Secret, "TI"));
        for (var i = 0; i < 30; i++)
        {
            log.Add(ana, new PersonRevised(Secret, Secret, $"unité {i}"));
        }

        log.File().LatestEvents.Select(e => e.Position).Should().Equal(Enumerable.Range(13, 20).Reverse().Select(n => (long)n));
    }

    [Fact]
    public void Open_incidents_are_counted_by_priority_and_move_with_it()
    {
        var log = Known();
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Report(log, a, "INC-2026-000001", Priority.P3);
        Report(log, b, "INC-2026-000002", Priority.P3);
        log.Add(a, new IncidentPrioritised(Impact.High, Urgency.High, Priority.P1, PriorityBasis.DefaultMatrix))
            .Add(a, new IncidentResponded()).Add(b, new IncidentHeld(HoldReason.AwaitingUser));
        var file = log.File(pageSize: 2);
        file.Incidents.Open.Should().Be(2);
        file.Incidents.OpenByPriority.Should().Equal(new Dictionary<string, int> { ["p1"] = 1, ["p3"] = 1 });
        file.Incidents.ByState.Should().Equal(new Dictionary<string, int> { ["inProgress"] = 1, ["pending"] = 1 });
        file.Incidents.Latest.Select(item => item.Number).Should().Equal("INC-2026-000002", "INC-2026-000001");

        log.Add(a, new IncidentResolved("fixed", null)).Add(b, new IncidentResolved("fixed", null)).Add(b, new IncidentReopened(null));
        file = log.File();
        file.Incidents.Open.Should().Be(1);
        file.Incidents.OpenByPriority.Should().Equal(new Dictionary<string, int> { ["p3"] = 1 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Pages_of_any_size_give_the_same_bytes(int pageSize)
    {
        var log = Known();
        for (var i = 0; i < 7; i++)
        {
            var person = Guid.NewGuid();
            log.Add(person, new PersonRegistered(person, Secret, Secret, "TI"));
            if (i % 2 == 0)
            {
                log.Add(person, new PersonDeparted());
            }
        }

        Json(log.File(pageSize)).Should().Be(Json(log.File()));
    }

    [Fact]
    public void Instants_are_written_as_the_contract_shows_them() =>
        Json(Known().File()).Should().Contain("\"recordedAt\":\"2026-11-23T12:00:00Z\"");

    private static void Report(Log log, Guid id, string number, Priority priority) =>
        log.Add(id, new IncidentReported(id, number, "s", Secret, null, Impact.Medium, Urgency.Medium, priority, PriorityBasis.DefaultMatrix));

    private static string Json(Projections.ClientFile.ClientFile file) => JsonSerializer.Serialize(file, StoreJson.Options);

    private static Log Known() => new Log().Add(
        Client, new ClientRegistered("cegep-fjord", "Cégep du Fjord", "1144556677", ClientCategory.Education, "America/Toronto", "fr"));
}
