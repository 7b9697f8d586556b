using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences;

public sealed class OwnLicenceTests(Testing.Api api)
{
    [Fact]
    public async Task A_requester_sees_the_licences_of_the_person_with_that_account_and_no_others()
    {
        var (client, pool, admin, agent) = (await ActiveClient.Of(api), await StockedPool.Of(api, 5), api.As("admin.mcn"), api.As("agent.mcn"));
        var other = (await admin.Post($"{client.Path}/people", new { name = "Autre Essai", email = "autre@essai.example", unit = "TI" })).Is(201);
        var licences = $"{client.Path}/licences";
        var mine = (await agent.Post(licences, new { poolId = pool.Id, personId = client.PersonId })).Is(201);
        var theirs = (await agent.Post(licences, new { poolId = pool.Id, personId = other.Id })).Is(201);

        var requester = api.As(client.Persona("ana@requester"));
        (await Seen(licences)).Should().BeEmpty("nobody said which person has that account");
        var person = (await admin.Get($"{client.Path}/people/{client.PersonId}")).Is(200);
        (await admin.At(person.ETag).Post($"{client.Path}/people/{client.PersonId}/link-account", new { subject = client.Persona("ana@requester") })).Is(200);

        (await Seen(licences)).Should().Equal(mine.Id);
        (await Seen($"{licences}?personId={other.Id}")).Should().BeEmpty();
        (await requester.Get(mine.Location!)).Is(200);
        (await requester.Get(theirs.Location!)).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("client-manager")).Get(licences)).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(2);

        async Task<IEnumerable<string?>> Seen(string path) =>
            (await requester.Get(path)).Is(200).Json.GetProperty("items").EnumerateArray().Select(licence => licence.GetProperty("id").GetString());
    }
}
