using System.Text;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.ServiceLevels;

/// <summary>A small log is imported and measured: the way of the real one.</summary>
public sealed class ImportAndComplianceTests(Testing.Api api)
{
    private const string Header = "number,incident_state,caller_id,opened_at,sys_updated_at,impact,urgency,priority,category,assignment_group,assigned_to,closed_code,resolved_at,closed_at";

    // Monday 2 March 2026, 09:00 UTC: on hold from 10:00 to 14:00, resolved at 15:00.
    private static readonly string[] Rows =
    [
        "INC1,New,Caller 1,02-03-2026 09:00,02-03-2026 09:00,1 - High,1 - High,1 - Critical,Category 1,Group 1,?,?,02-03-2026 15:00,03-03-2026 09:00",
        "INC1,Awaiting User Info,Caller 1,02-03-2026 09:00,02-03-2026 10:00,1 - High,1 - High,1 - Critical,Category 1,Group 1,?,?,02-03-2026 15:00,03-03-2026 09:00",
        "INC1,Active,Caller 1,02-03-2026 09:00,02-03-2026 14:00,1 - High,1 - High,1 - Critical,Category 1,Group 1,?,?,02-03-2026 15:00,03-03-2026 09:00",
        "INC1,Resolved,Caller 1,02-03-2026 09:00,02-03-2026 15:00,1 - High,1 - High,1 - Critical,Category 1,Group 1,?,code 1,02-03-2026 15:00,03-03-2026 09:00",
        "INC1,Closed,Caller 1,02-03-2026 09:00,03-03-2026 09:00,1 - High,1 - High,1 - Critical,Category 1,Group 1,?,code 1,02-03-2026 15:00,03-03-2026 09:00",
        "INC2,New,Caller 2,07-03-2026 09:00,07-03-2026 09:00,3 - Low,3 - Low,4 - Low,Category 2,Group 1,?,?,?,?",
    ];

    [Fact]
    public async Task A_log_is_imported_once_and_measured_as_proposed()
    {
        var client = await ActiveClient.Of(api);
        var dry = await Import(client, Log(), ("dryRun", "true"));
        (dry.GetProperty("created").GetInt32(), dry.GetProperty("events").GetInt32() > 6).Should().Be((2, true));
        (await Incidents(client)).Should().BeEmpty();

        (await Import(client, Log())).GetProperty("created").GetInt32().Should().Be(2);
        var again = await Import(client, Log());
        (again.GetProperty("events").GetInt32(), again.GetProperty("unchanged").GetInt32()).Should().Be((0, 2));
        (await Incidents(client)).Should().BeEquivalentTo("INC1", "INC2");

        (await WhatIf(client, AgreedServiceLevel.AlwaysOpen(), pause: false)).Should().Be((0, 1));
        (await WhatIf(client, AgreedServiceLevel.AlwaysOpen(), pause: true)).Should().Be((1, 0));
        (await WhatIf(client, AgreedServiceLevel.OfficeHours("Etc/UTC"), pause: false)).Should().Be((0, 1));
        (await WhatIf(client, AgreedServiceLevel.OfficeHours("Etc/UTC"), pause: true)).Should().Be((1, 0));
    }

    [Theory]
    [InlineData("\r\n", "utf-8", true)]
    [InlineData("\n", "windows-1252", false)]
    public async Task Line_ends_marks_and_encodings_of_other_systems_are_read(string lineEnd, string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var client = await ActiveClient.Of(api);
        var text = string.Join(lineEnd, [Header, .. Rows.Select(row => row.Replace("Category 1", "Catégorie", StringComparison.Ordinal))]) + lineEnd;
        byte[] bytes = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.GetEncoding(encoding).GetBytes(text)];
        (await Import(client, bytes)).GetProperty("created").GetInt32().Should().Be(2);
        (await api.As("agent.mcn").Get($"{client.Path}/incidents")).Is(200).Text.Should().Contain("Catégorie");
    }

    [Fact]
    public async Task A_bad_row_is_told_with_its_line_and_stops_nothing()
    {
        var client = await ActiveClient.Of(api);
        string[] rows = [.. Rows, "INC3,New,Caller 3,30-02-2026 09:00,30-02-2026 09:00,3 - Low,3 - Low,4 - Low,Category 2,Group 1,?,?,?,?", "INC4,Nouveau,x"];
        var result = await Import(client, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));
        result.GetProperty("created").GetInt32().Should().Be(2);
        result.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("line").GetInt32()).Distinct().Should().Equal(8, 9);
    }

    [Fact]
    public async Task A_local_time_that_the_clocks_skipped_is_an_error_of_its_row()
    {
        var client = await ActiveClient.Of(api);
        string[] rows = ["INC1,New,Caller 1,08-03-2026 02:30,08-03-2026 02:30,3 - Low,3 - Low,4 - Low,Category 2,Group 1,?,?,?,?", Rows[5]];
        var result = await Import(client, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])), ("timeZone", "America/Toronto"));
        (result.GetProperty("created").GetInt32(), result.GetProperty("errors")[0].GetProperty("line").GetInt32()).Should().Be((1, 2));
    }

    [Fact]
    public async Task Missing_columns_and_unknown_clients_are_told_and_nothing_is_stored()
    {
        var client = await ActiveClient.Of(api);
        var failed = await Operation(client.Id, "number,opened_at\nINC1,02-03-2026 09:00\n"u8.ToArray());
        failed.GetProperty("status").GetString().Should().Be("failed");
        failed.GetProperty("error").GetProperty("detail").GetString().Should().Contain("incident_state");
        (await Incidents(client)).Should().BeEmpty();
        using var form = Form("nul-organisme", Log());
        (await api.As("service-manager.mcn").Send(HttpMethod.Post, "/v1/incidents/import", form)).Status.Should().Be(422);
    }

    [Fact]
    public async Task An_incident_in_hand_is_measured_as_contracted_with_the_reason_why()
    {
        var client = await ActiveClient.Of(api);
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        (await api.As(client.Persona("requester")).Post($"{client.Path}/incidents", new { title = "Panne", impact = "high", urgency = "high" })).Is(201);
        var report = (await api.As(client.Persona("client-manager")).Get($"{client.Path}/service-levels")).Is(200).Json;
        var p1 = report.GetProperty("priorities")[0];
        (p1.GetProperty("response").GetProperty("running").GetInt32(), p1.GetProperty("resolution").GetProperty("running").GetInt32()).Should().Be((1, 1));

        var why = (await api.As(client.Persona("client-manager")).Get($"{client.Path}/service-levels/incidents")).Is(200).Json.GetProperty("items")[0];
        (why.GetProperty("policyId").GetString(), why.GetProperty("calendarId").GetString()).Should().Be((level.PolicyId, level.CalendarId));
        why.GetProperty("resolution").GetProperty("target").GetString().Should().Be("PT5H");
        why.GetProperty("marks").GetArrayLength().Should().Be(1);
        (await api.As("auditor.mcn").Get("/v1/reports/service-levels")).Is(200).Text.Should().Contain(client.Id);
    }

    [Fact]
    public async Task Terms_that_cannot_hold_are_refused()
    {
        var manager = api.As("service-manager.mcn");
        (await manager.Post("/v1/calendars", new { name = "x", terms = new { timeZone = "Mars/Olympus", weekly = new[] { new { day = "monday", start = "08:00", end = "17:00" } } } }))
            .IsProblem(422, "service-levels/unknown-time-zone");
        (await manager.Post("/v1/calendars", new { name = "x", terms = new { timeZone = "Etc/UTC", weekly = new[] { new { day = "monday", start = "25:00", end = "17:00" } } } }))
            .IsProblem(422, "request/validation");
        (await manager.Post("/v1/calendars", new { name = "x", terms = new { timeZone = "Etc/UTC", weekly = new[] { new { day = "monday", start = "08:00", end = "17:00" } }, holidays = new[] { new { date = "2027-02-29", name = "x" } } } }))
            .IsProblem(422, "request/validation");
        var client = await ActiveClient.Of(api);
        (await api.As("agent.mcn").Get($"{client.Path}/service-levels?from=2026-02-01&to=2026-01-01")).IsProblem(422, "service-levels/bad-period");
        (await api.As("agent.mcn").Get($"{client.Path}/service-levels?from=2027-02-29")).IsProblem(400, "request/bad-query");
    }

    private static byte[] Log() => Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. Rows]));

    private static MultipartFormDataContent Form(string clientId, byte[] file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "journal.csv" }, { new StringContent(clientId), "clientId" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private async Task<JsonElement> Import(ActiveClient client, byte[] file, params (string Name, string Value)[] fields)
    {
        var operation = await Operation(client.Id, file, fields);
        operation.GetProperty("status").GetString().Should().Be("completed", "the operation is {0}", operation);
        return operation.GetProperty("result");
    }

    private async Task<JsonElement> Operation(string clientId, byte[] file, params (string Name, string Value)[] fields)
    {
        var manager = api.As("service-manager.mcn");
        using var form = Form(clientId, file, fields);
        var accepted = (await manager.Send(HttpMethod.Post, "/v1/incidents/import", form)).Is(202);
        return (await manager.Until(accepted.Location, operation => operation.GetProperty("status").GetString() is "completed" or "failed")).Json;
    }

    private async Task<IEnumerable<string?>> Incidents(ActiveClient client) =>
        (await api.As("agent.mcn").Get($"{client.Path}/incidents")).Is(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString());

    private async Task<(int Met, int Breached)> WhatIf(ActiveClient client, object hours, bool pause)
    {
        var reply = (await api.As("service-manager.mcn").Post(
            $"{client.Path}/service-levels/what-if",
            new { from = "2026-03-01", to = "2026-04-01", hours, pauseOnHold = pause, targets = new[] { new { priority = "p1", resolution = "PT2H" } } })).Is(200);
        var p1 = reply.Json.GetProperty("proposed")[0].GetProperty("resolution");
        return (p1.GetProperty("met").GetInt32(), p1.GetProperty("breached").GetInt32());
    }
}
