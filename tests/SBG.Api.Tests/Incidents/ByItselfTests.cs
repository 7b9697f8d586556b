using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Incidents;
using SBG.Api.Tests.Requests;
using SBG.Testing.Worlds;
using Wolverine;
using Xunit;

namespace SBG.Api.Tests.Incidents;

/// <summary>Holds that end by themselves.</summary>
public sealed class ResumingTests(Testing.Api api)
{
    [Fact]
    public async Task The_answer_of_the_user_ends_the_wait_for_it_and_no_other()
    {
        var client = await ActiveClient.Of(api);
        var (user, agent) = (api.As(client.Persona("ana@requester")), api.As("bo@agent.mcn"));
        var incident = (await user.Post($"{client.Path}/incidents", new { title = "Écran noir", impact = "low", urgency = "low" })).Is(201);
        var held = (await agent.At(incident.ETag).Post($"{incident.Location}/hold", new { reason = "awaitingUser" })).Is(200);
        var asked = (await agent.At(held.ETag).Post($"{incident.Location}/comments", new { text = "Quel modèle ?" })).Is(200);
        asked["status"].Should().Be("pending", "the provider's own word is no answer");
        var answered = (await user.At(asked.ETag).Post($"{incident.Location}/comments", new { text = "Un modèle 14" })).Is(200);
        (answered["status"], answered.Json.TryGetProperty("holdReason", out var reason) ? reason.ToString() : "").Should().Be(("inProgress", ""));
        var last = (await user.Get($"{incident.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Last();
        (last.GetProperty("type").GetString(), last.GetProperty("data").GetProperty("cause").GetString()).Should().Be(("incident_resumed", "userAnswered"));

        var supplier = (await agent.At(answered.ETag).Post($"{incident.Location}/hold", new { reason = "awaitingSupplier" })).Is(200);
        (await user.At(supplier.ETag).Post($"{incident.Location}/comments", new { text = "Alors ?" })).Is(200)["status"].Should().Be("pending");
    }

    [Fact]
    public async Task A_hold_ends_on_its_date_once()
    {
        var client = await ActiveClient.Of(api);
        var agent = api.As("bo@agent.mcn");
        var incident = (await agent.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        (await agent.At(incident.ETag).Post($"{incident.Location}/hold", new { reason = "awaitingEvidence", resumesAt = DateTimeOffset.UtcNow.AddHours(-1) }))
            .IsProblem(422, "incidents/resumes-in-the-past");
        var due = DateTimeOffset.UtcNow.AddSeconds(3);
        var held = (await agent.At(incident.ETag).Post($"{incident.Location}/hold", new { reason = "awaitingEvidence", resumesAt = due })).Is(200);
        held.Json.GetProperty("resumesAt").GetDateTimeOffset().Should().Be(due);
        var resumed = await agent.Until(incident.Location, now => now.GetProperty("status").GetString() == "inProgress");
        var last = (await agent.Get($"{incident.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Last();
        (last.GetProperty("data").GetProperty("cause").GetString(), last.GetProperty("actor").GetString()).Should().Be(("dateReached", "system"));
        last.GetProperty("occurredAt").GetDateTimeOffset().Should().BeCloseTo(due, TimeSpan.FromMilliseconds(1), "it is told as of its date, however late the message came");

        await ClosingTests.Handle(api, client, new ResumeWhenDue(Guid.Parse(incident.Id), due));
        (await agent.Get(incident.Location)).ETag.Should().Be(resumed.ETag, "the message that comes twice changes nothing");
    }
}

/// <summary>Resolved incidents are closed after days without objection, and reopened for days after that.</summary>
public sealed class ClosingTests(ApiOfThePast api) : IClassFixture<ApiOfThePast>
{
    [Fact]
    public async Task A_resolved_incident_is_closed_after_business_days_and_reopened_within_others()
    {
        api.Day = 0;
        var client = await ActiveClient.Of(api);
        var (user, agent) = (api.As(client.Persona("ana@requester")), api.As("bo@agent.mcn"));
        var incident = (await user.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        var resolved = (await agent.At(incident.ETag).Post($"{incident.Location}/resolve", new { resolution = "Redémarré" })).Is(200);
        var closesAt = resolved.Json.GetProperty("closesAt").GetDateTimeOffset();
        closesAt.Should().Be(EndOfBusinessDay(resolved.Json.GetProperty("resolvedAt").GetDateTimeOffset(), 5));

        var message = new CloseWhenDue(Guid.Parse(incident.Id), closesAt);
        await At(closesAt.AddMinutes(-5));
        (await agent.Get(incident.Location)).ETag.Should().Be(resolved.ETag, "it is too early");
        var reopened = (await user.At(resolved.ETag).Post($"{incident.Location}/reopen", new { reason = "Encore" })).Is(200);
        await At(closesAt.AddMinutes(5));
        (await agent.Get(incident.Location)).ETag.Should().Be(reopened.ETag, "that resolution is void");

        resolved = (await agent.At(reopened.ETag).Post($"{incident.Location}/resolve", new { resolution = "Remplacé" })).Is(200);
        closesAt = resolved.Json.GetProperty("closesAt").GetDateTimeOffset();
        message = new(message.IncidentId, closesAt);
        await At(closesAt.AddDays(2));
        var closed = (await user.Get(incident.Location)).Is(200);
        (closed["status"], closed.Json.GetProperty("endedAt").GetDateTimeOffset()).Should().Be(("closed", closesAt), "a late message tells it as of its instant");
        closed.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Contain("reopen");
        await At(closesAt.AddDays(2));
        (await user.Get(incident.Location)).ETag.Should().Be(closed.ETag, "it is closed once");
        await user.Until($"{client.Path}/surveys", surveys => surveys.GetProperty("items").GetArrayLength() == 1);

        var again = (await user.At(closed.ETag).Post($"{incident.Location}/reopen", new { reason = "Revenu" })).Is(200);
        again["status"].Should().Be("inProgress");
        resolved = (await agent.At(again.ETag).Post($"{incident.Location}/resolve", new { resolution = "Remplacé" })).Is(200);
        closed = (await user.At(resolved.ETag).Post($"{incident.Location}/close")).Is(200);
        MoveTo(closed.Json.GetProperty("reopensUntil").GetDateTimeOffset().AddMinutes(5));
        (await user.At(closed.ETag).Post($"{incident.Location}/reopen", new { reason = "Revenu" })).IsProblem(409, "incidents/reopening-too-late");
        (await user.Get(incident.Location)).Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().NotContain("reopen");

        async Task At(DateTimeOffset instant)
        {
            MoveTo(instant);
            await Handle(api, client, message);
        }

        void MoveTo(DateTimeOffset instant) => api.Day = (instant - DateTimeOffset.UtcNow).TotalDays + 100;
    }

    [Fact]
    public async Task A_policy_names_its_own_days_in_its_own_calendar()
    {
        api.Day = 50;
        var client = await ActiveClient.Of(api);
        var (manager, agent) = (api.As("service-manager.mcn"), api.As("bo@agent.mcn"));
        var level = await AgreedServiceLevel.Of(api, client, AgreedServiceLevel.AlwaysOpen());
        await RehearsedVersion.Of(manager, $"/v1/service-level-policies/{level.PolicyId}", new
        {
            validFrom = "2001-01-01T00:00:00Z",
            terms = new { calendarId = level.CalendarId, calendarVersion = 1, targets = new[] { new { priority = "p1", resolution = "PT5H" } }, closeAfterDays = 1, reopenWithinDays = 3 },
        });
        var incident = (await agent.Post($"{client.Path}/incidents", new { title = "Panne", impact = "low", urgency = "low" })).Is(201);
        var resolved = (await agent.At(incident.ETag).Post($"{incident.Location}/resolve", new { resolution = "Redémarré" })).Is(200);
        var today = new DateTimeOffset(resolved.Json.GetProperty("resolvedAt").GetDateTimeOffset().UtcDateTime.Date, TimeSpan.Zero);
        resolved.Json.GetProperty("closesAt").GetDateTimeOffset().Should().Be(today.AddDays(2), "every day is a business day of an always open calendar");
        (await agent.At(resolved.ETag).Post($"{incident.Location}/close")).Is(200).Json.GetProperty("reopensUntil").GetDateTimeOffset().Should().Be(today.AddDays(4));
    }

    internal static async Task Handle(Testing.Api api, ActiveClient client, object message)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(client.Id, message, TestContext.Current.CancellationToken);
    }

    private static DateTimeOffset EndOfBusinessDay(DateTimeOffset from, int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");
        var date = TimeZoneInfo.ConvertTime(from, zone).Date;
        while (days > 0)
        {
            date = date.AddDays(1);
            days -= date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return new DateTimeOffset(date.AddDays(1), zone.GetUtcOffset(date.AddDays(1))).ToUniversalTime();
    }
}
