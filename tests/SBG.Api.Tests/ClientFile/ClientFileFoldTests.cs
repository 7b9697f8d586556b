using System.Text.Json;
using FluentAssertions;
using SBG.Domain.Clients;
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

    private static string Json(Projections.ClientFile.ClientFile file) => JsonSerializer.Serialize(file, StoreJson.Options);

    private static Log Known() => new Log().Add(
        Client, new ClientRegistered("cegep-fjord", "Cégep du Fjord", "1144556677", ClientCategory.Education, "America/Toronto", "fr"));
}
