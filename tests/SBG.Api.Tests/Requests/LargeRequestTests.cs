using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Requests;

/// <summary>A request for hundreds; how long it takes is told, never asserted.</summary>
public sealed class LargeRequestTests(Testing.Api api, ITestOutputHelper output)
{
    [Fact]
    public async Task A_cart_of_500_lines_becomes_one_request()
    {
        var client = await ActiveClient.Of(api);
        var offers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PublishedOffer.Of(api)));
        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
            (await api.As("admin.mcn").Post($"{client.Path}/people", new { name = $"Personne {number}", email = $"p{number}@essai.example", unit = "TI" })).Is(201).Id));

        await Submit(1);
        await Submit(1);
        foreach (var lines in new[] { 1, 500, 1, 500, 1, 500, 1000 })
        {
            var (fill, submit) = await Submit(lines);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines} lines: put in within {fill.TotalMilliseconds:F0} ms, submitted within {submit.TotalMilliseconds:F0} ms"));
        }

        async Task<(TimeSpan Fill, TimeSpan Submit)> Submit(int count)
        {
            var requester = api.As(client.Persona("requester"));
            var lines = Enumerable.Range(0, count).Select(i => new { offerId = offers[i % offers.Length].Id, beneficiaryId = people[i % people.Length], quantity = 1 });
            var started = Stopwatch.GetTimestamp();
            var cart = (await requester.Post($"{client.Path}/carts", new { lines })).Is(201);
            var filled = Stopwatch.GetTimestamp();
            var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
            var submitted = Stopwatch.GetTimestamp();
            request.Json.GetProperty("lines").GetArrayLength().Should().Be(count);
            return (Stopwatch.GetElapsedTime(started, filled), Stopwatch.GetElapsedTime(filled, submitted));
        }
    }
}
