using System.Text;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Api.Kernel.Sealing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Privacy;

public sealed class NothingInClearTests(Testing.Api api)
{
    [Fact]
    public async Task No_table_holds_a_name_an_address_or_free_text_in_clear()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var admin = api.As("admin.mcn").With("Idempotency-Key", "kept-answers-are-sealed-too");
        (await admin.Post($"{client.Path}/people", new { name = "Wilfrid Introuvable", email = "w.introuvable@essai.example", unit = "TI" })).Is(201);
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId } } })).Is(201);
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await api.As(client.Persona("approver")).At(request.ETag).Post($"{request.Location}/reject", new { reason = "Motif confidentiel" })).Is(200);

        var dump = await Dump();
        dump.Should().Contain(client.Id, "the dump holds what it should");
        foreach (var secret in new[] { "Introuvable", "introuvable@", "Zénobie", "zenobie@", "Motif confidentiel" })
        {
            dump.Should().NotContain(secret);
        }
    }

    [Fact]
    public async Task A_destroyed_key_makes_a_person_unreadable_everywhere()
    {
        var client = await ActiveClient.Of(api);
        var path = $"{client.Path}/people/{client.PersonId}";
        (await api.As("admin.mcn").Get(path)).Is(200)["name"].Should().Be("Zénobie Essai");
        await api.Services.GetRequiredService<Vault>().Destroy(client.PersonId, TestContext.Current.CancellationToken);
        var destroyed = (await api.As("admin.mcn").Get(path)).Is(200);
        (destroyed["name"], destroyed["email"], destroyed["unit"]).Should().Be((string.Empty, string.Empty, "TI"));
        (await api.As("admin.mcn").At(destroyed.ETag).Post($"{path}/revise", new { name = "Encore", email = "encore@essai.example", unit = "TI" }))
            .IsProblem(409, "sealing/key-destroyed");
    }

    /// <summary>Every table of the service, as text.</summary>
    private async Task<string> Dump()
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        var tables = new List<string>();
        await using (var names = database.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('sbg', 'wolverine')"))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        tables.Should().Contain(["sbg.mt_events", "wolverine.wolverine_incoming_envelopes"]);
        var dump = new StringBuilder();
        await using var connection = await database.OpenConnectionAsync();
        foreach (var table in tables)
        {
            // Bytes too: an envelope's body is JSON.
            await using var rows = new NpgsqlCommand($"select (select string_agg(value, ' ') from jsonb_each_text(to_jsonb(t))) from {table} t", connection);
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = reader.IsDBNull(0) ? string.Empty : reader.GetString(0);
                dump.AppendLine(row).AppendLine(Decoded(row));
            }
        }

        return dump.ToString();
    }

    private static string Decoded(string row)
    {
        var text = new StringBuilder();
        foreach (var word in row.Split(' '))
        {
            if (word.StartsWith("\\x", StringComparison.Ordinal))
            {
                text.Append(Encoding.UTF8.GetString(Convert.FromHexString(word[2..])));
            }
        }

        return text.ToString();
    }
}
