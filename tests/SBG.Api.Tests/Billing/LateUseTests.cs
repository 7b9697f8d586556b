using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>Use that comes, or is amended, after its month was invoiced: the next invoice says so, under the month.</summary>
public sealed class LateUseTests(ApiOfLastQuarter api) : IClassFixture<ApiOfLastQuarter>
{
    private readonly Caller _finance = api.As("finance.mcn");

    [Fact]
    public async Task Late_use_goes_to_the_next_invoice_and_every_invoice_is_itself_when_recomputed()
    {
        await InvoicedClient.Supplier(api);
        var client = await ActiveClient.Of(api);
        var meter = (await _finance.Post("/v1/meters", new { key = "stockage", aggregation = "sum", unit = "GB" })).Is(201)["key"]!;
        (await _finance.PostJson("/v1/price-plans", """{"name":"Stockage (fictif)","validFrom":"2020-01-01","charge":{"model":"volume","meter":"stockage","tiers":[{"upTo":100,"unitPrice":{"amount":"0.10","currency":"CAD"}},{"unitPrice":{"amount":"0.05","currency":"CAD"}}]}}""")).Is(201);
        var unpriced = (await _finance.Post("/v1/meters", new { key = "appels", aggregation = "sum", unit = "1" })).Is(201)["key"]!;
        var first = api.Month;
        await Report("1", 90m, first.AddDays(2));
        await Report("appel", 7m, first.AddDays(2), unpriced);

        api.Months = 1;
        var one = await Issue(first);
        Lines(one).Should().Equal(("9.00", null));

        // A price that begins before it was decided does not reach months that were invoiced without it.
        (await _finance.PostJson("/v1/price-plans", """{"name":"Appels (fictif)","validFrom":"2020-01-01","charge":{"model":"perUnit","meter":"appels","unitPrice":{"amount":"1","currency":"CAD"}}}""")).Is(201);

        // 20 more reach the next tier: all of the month costs less than was booked.
        await Report("2", 20m, first.AddDays(20));
        await Report("3", 10m, first.AddMonths(1).AddDays(3));
        api.Months = 2;
        var two = await Issue(first.AddMonths(1));
        Lines(two).Should().BeEquivalentTo(new (string, string?)[] { ("1.00", null), ("-3.50", first.ToString("yyyy-MM", CultureInfo.InvariantCulture)) });
        var adjusted = two.Json.GetProperty("content").GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("adjusts").ValueKind == JsonValueKind.Object).GetProperty("adjusts");
        (adjusted.GetProperty("number").GetString(), adjusted.GetProperty("booked").GetProperty("amount").GetString()).Should().Be((one["number"], "9.00"));

        // Nothing of a day is left: its log is named as far as that is known.
        (await _finance.Post($"{client.Path}/usage/amendments", new { @event = Event("2", 20m, first.AddDays(20), meter), cancelled = true, reason = "notUsed" })).Is(201);
        api.Months = 3;
        await Report("5", 1m, first.AddMonths(2).AddDays(3));
        var three = await Issue(first.AddMonths(2));
        Lines(three).Should().BeEquivalentTo(new (string, string?)[] { ("0.10", null), ("3.50", first.ToString("yyyy-MM", CultureInfo.InvariantCulture)) });

        await Report("4", 500m, first.AddDays(4));
        foreach (var invoice in new[] { one, two, three })
        {
            var again = (await _finance.Get($"{client.Path}/invoices/{invoice.Id}/recomputation")).Is(200);
            again["isIdentical"].Should().Be("True", again.Text);
        }

        (await Reconciliation.Wrong(api)).Should().BeEmpty();
        await Reconciliation.Falsify(api, "update sbg.mt_events set data = jsonb_set(data, '{entries,0,value}', '91') where type = 'usage_received' and data #>> '{entries,0,id}' = '3'");
        (await Reconciliation.Wrong(api)).Should().NotBeEmpty().And.OnlyContain(wrong => wrong.StartsWith("use that was read is not the quantity that was billed"));

        async Task Report(string id, decimal value, DateOnly day, string? of = null)
        {
            var batch = new[] { Event(id, value, day, of ?? meter) };
            (await _finance.PostRaw($"{client.Path}/usage", JsonSerializer.SerializeToUtf8Bytes(batch), "application/cloudevents-batch+json")).Is(200)["received"].Should().Be("1");
        }

        Task<Reply> Issue(DateOnly month) => InvoicedClient.Issue(api, client, month);
    }

    private static IEnumerable<(string, string?)> Lines(Reply invoice) => invoice.Json.GetProperty("content").GetProperty("lines").EnumerateArray().Select(line =>
        (line.GetProperty("amount").GetProperty("amount").GetString()!, line.GetProperty("adjusts") is { ValueKind: JsonValueKind.Object } adjusts ? adjusts.GetProperty("period").GetString() : null));

    private static object Event(string id, decimal value, DateOnly day, string meter) =>
        new { specversion = "1.0", id, source = "/essai", type = meter, time = $"{Day(day)}T15:00:00Z", data = new { value } };

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A service that begins on the 25th of a month, some months ago.</summary>
public sealed class ApiOfLastQuarter : Testing.Api
{
    private readonly ShiftedClock _clock = new();

    /// <summary>Begins.</summary>
    public ApiOfLastQuarter() => Months = 0;

    /// <summary>The month in which it begins.</summary>
    public DateOnly Month { get; } = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(-4);

    /// <summary>The months since; it is the 25th.</summary>
    public int Months
    {
        set => Today = Month.AddMonths(value).AddDays(24);
    }

    /// <summary>The day that it is, at noon.</summary>
    public DateOnly Today
    {
        set => _clock.Ahead = new DateTimeOffset(value, new(12, 0), TimeSpan.Zero) - TimeProvider.System.GetUtcNow();
    }

    /// <inheritdoc/>
    protected override TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));
}
