using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Webhooks;

/// <summary>Subscriptions to the feed, against a real receiver with faults.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_client_is_told_of_its_own_events_signed_in_order_for_each_resource_and_of_the_types_that_it_wants()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var (client, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        var manager = api.As(client.Persona("client-manager"));
        var webhook = await WebhookApi.Subscribe(manager, client.Path + "/webhooks", receiver, types: ["incident_reported", "incident_commented"]);
        (await manager.Get(webhook.Location)).Is(200)["secret"].Should().BeEmpty("it is shown once");
        (await manager.Get(webhook.Location + "/changes")).Is(200).Text.Should().NotContain("whsec_");

        await api.Talk(other, 1, 1);
        var subjects = await api.Talk(client, 3, 3);
        await receiver.Until(taken => taken.Count == 12);
        receiver.SawWrong.Should().BeFalse();
        receiver.Taken.Select(e => e.Subject).Distinct().Should().BeEquivalentTo(subjects);
        foreach (var subject in subjects)
        {
            receiver.Taken.Where(e => e.Subject == subject).Select(e => e.Version).Should().BeInAscendingOrder();
        }

        var progress = await manager.Until(webhook.Location + "/progress", told => told.GetProperty("waiting").GetInt64() == 0 && told.GetProperty("delivered").GetInt64() == 12);
        progress.Json.GetProperty("dead").GetInt64().Should().Be(0);
        (await api.As(other.Persona("client-manager")).Get(webhook.Location)).IsProblem(404, "resource/not-found");
        (await api.As(other.Persona("client-manager")).Get($"{other.Path}/webhooks/{webhook.Id}/progress")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task What_is_not_taken_holds_up_its_own_resource_only_is_set_aside_seen_and_tried_again()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var client = await ActiveClient.Of(api);
        var manager = api.As(client.Persona("client-manager"));
        var closed = (await api.Talk(client, 1, 2))[0];
        receiver.Closed.Add(closed);
        var webhook = await WebhookApi.Subscribe(manager, client.Path + "/webhooks", receiver, after: 0, types: ["incident_reported", "incident_commented"]);
        var open = (await api.Talk(client, 1, 2))[0];
        await receiver.Until(taken => taken.Count == 3);
        receiver.Taken.Should().OnlyContain(e => e.Subject == open);

        // Three attempts each, one event after the other.
        await manager.Until(webhook.Location + "/progress", told => told.GetProperty("dead").GetInt64() == 3);
        var dead = (await manager.Get(webhook.Location + "/messages?dead=true")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        dead.Should().OnlyContain(message => message.GetProperty("attempts").GetInt32() == 3 && message.GetProperty("lastStatus").GetInt32() == 503);
        dead.Select(message => message.GetProperty("type").GetString()).Should().Equal("incident_reported", "incident_commented", "incident_commented");
        receiver.Log.Where(request => request.Headers["webhook-id"] == dead[0].GetProperty("eventId").GetString()).Should().HaveCount(3);

        receiver.Closed.Clear();
        var retried = (await manager.At(webhook.ETag).Post(webhook.Location + "/retry", new { position = dead[0].GetProperty("position").GetInt64() })).Is(200);
        await receiver.Until(taken => taken.Count == 4);
        (await manager.At(retried.ETag).Post(webhook.Location + "/retry", new { })).Is(200);
        await receiver.Until(taken => taken.Count == 6);
        receiver.Taken.Where(e => e.Subject == closed).Select(e => e.Version).Should().Equal(1, 2, 3);
        receiver.SawWrong.Should().BeFalse();
    }

    [Fact]
    public async Task Lost_answers_lead_to_repetitions_under_the_same_id_and_nothing_is_missed()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var client = await ActiveClient.Of(api);
        receiver.Fail("POST", Mishap.AnswerMangled, new(502));
        receiver.Fail("POST", Mishap.Refused, new(500));
        receiver.Fail("POST", Mishap.Refused, new(302) { Location = receiver.Url + "/ailleurs" });
        await WebhookApi.Subscribe(api.As("admin.mcn"), "/v1/webhooks", receiver, after: 0, types: ["incident_reported", "incident_commented"]);
        await api.Talk(client, 2, 2);
        await receiver.Until(taken => taken.Select(e => e.Id).Distinct().Count() == 6);
        receiver.Taken.Should().HaveCount(7, "one answer came too late");
        receiver.Log.Should().OnlyContain(request => request.Path == "/sbg", "no redirect is followed");
        foreach (var resource in receiver.Taken.GroupBy(e => e.Subject))
        {
            resource.Select(e => e.Version).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public async Task A_replay_from_a_position_sends_the_same_messages_again()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var client = await ActiveClient.Of(api);
        await api.Talk(client, 2, 2);
        var admin = api.As("admin.mcn");
        var webhook = await WebhookApi.Subscribe(admin, client.Path + "/webhooks", receiver, after: 0, types: ["incident_reported", "incident_commented"]);
        await receiver.Until(taken => taken.Count == 6);
        var first = receiver.Taken.OrderBy(e => e.Position).ToArray();
        (await admin.At(webhook.ETag).Post(webhook.Location + "/rewind", new { position = first[1].Position })).Is(200);
        await receiver.Until(taken => taken.Count == 10);
        receiver.Taken.Skip(6).OrderBy(e => e.Position).Select(e => e.Body).Should().Equal(first.Skip(2).Select(e => e.Body));
        (await admin.At("\"2\"").Post(webhook.Location + "/rewind", new { position = 999_999 })).IsProblem(422, "webhooks/position-ahead");
    }

    [Fact]
    public async Task While_a_secret_is_replaced_both_sign()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var webhook = await WebhookApi.Subscribe(admin, client.Path + "/webhooks", receiver, types: ["incident_reported"]);
        var replaced = (await admin.At(webhook.ETag).Post(webhook.Location + "/replace-secret")).Is(200);
        await api.Talk(client, 1, 0);
        await receiver.Until(taken => taken.Count == 1);
        receiver.Secrets.Clear();
        receiver.Secrets.Add(replaced["secret"]!);
        await api.Talk(client, 1, 0);
        await receiver.Until(taken => taken.Count == 2);
        receiver.SawWrong.Should().BeFalse();
    }

    [Fact]
    public async Task A_receiver_that_is_gone_or_takes_nothing_for_long_is_left_alone_and_misses_nothing()
    {
        await using var api = await Start(("Webhooks:DisableAfter", "00:00:00"));
        await using var receiver = await OutsideServer.Start(new EventReceiver { Refuses = 500 });
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var webhook = await WebhookApi.Subscribe(admin, client.Path + "/webhooks", receiver, types: ["incident_reported"]);
        await api.Talk(client, 1, 0);
        (await admin.Until(webhook.Location, told => told.GetProperty("status").GetString() == "disabled"))["halt"].Should().Be("failing");
        (await admin.Get(webhook.Location + "/changes?from=1")).Is(200).Json.GetProperty("events")[0].GetProperty("type").GetString().Should().Be("webhook_disabled");

        receiver.Refuses = 410;
        var enabled = (await admin.At("\"2\"").Post(webhook.Location + "/enable")).Is(200);
        (await admin.Until(webhook.Location, told => told.GetProperty("status").GetString() == "disabled"))["halt"].Should().Be("gone");
        await api.Talk(client, 1, 0);
        receiver.Refuses = null;
        (await admin.At("\"4\"").Post(webhook.Location + "/enable")).Is(200);
        await receiver.Until(taken => taken.Count == 2);
        enabled["status"].Should().Be("active");

        var ended = (await admin.At("\"5\"").Post(webhook.Location + "/unsubscribe")).Is(200);
        ended.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Equal("unsubscribe");
        (await admin.At(ended.ETag).Post(webhook.Location + "/enable")).IsProblem(409, "webhooks/ended");
    }

    [Fact]
    public async Task A_restart_and_a_second_node_lose_nothing_and_keep_the_order()
    {
        await using var api = await Start();
        await using var receiver = await OutsideServer.Start(new EventReceiver());
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        await WebhookApi.Subscribe(admin, client.Path + "/webhooks", receiver, types: ["incident_reported", "incident_commented"]);
        await using var second = new WebhookApi { Beside = api };
        await second.InitializeAsync();
        await api.Talk(client, 3, 3);
        await api.Restart();
        await api.Talk(client, 3, 3);
        await second.Restart();
        await api.Talk(client, 1, 3);
        await receiver.Until(taken => taken.Select(e => e.Id).Distinct().Count() == 28);
        receiver.SawWrong.Should().BeFalse();
        foreach (var resource in receiver.Taken.DistinctBy(e => e.Id).GroupBy(e => e.Subject))
        {
            resource.Select(e => e.Version).Should().Equal(1, 2, 3, 4);
        }
    }

    [Fact]
    public async Task Addresses_of_the_services_own_network_are_not_called()
    {
        await using var api = await Start();
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn");
        var webhook = (await admin.Post(client.Path + "/webhooks", new { terms = new { name = "Dedans", url = "http://10.0.0.1/sbg", types = new[] { "incident_reported" } } })).Is(201);
        await api.Talk(client, 1, 0);
        await admin.Until(webhook.Location + "/progress", told => told.GetProperty("dead").GetInt64() == 1);
        (await admin.Get(webhook.Location + "/messages")).Is(200).Json.GetProperty("items")[0].GetProperty("lastFailure").GetString().Should().Be("ForbiddenAddressException");
        (await admin.Post(client.Path + "/webhooks", new { terms = new { name = "Rien", url = "rien", types = Array.Empty<string>() } })).IsProblem(422, "webhooks/url");
        (await admin.Post(client.Path + "/webhooks", new { terms = new { name = "Rien", url = "https://recepteur.example", types = new[] { "rien" } } })).IsProblem(422, "webhooks/unknown-type");
    }

    private static async Task<WebhookApi> Start(params (string Key, string Value)[] settings)
    {
        var api = new WebhookApi();
        foreach (var (key, value) in settings)
        {
            api.Settings[key] = value;
        }

        await api.InitializeAsync();
        return api;
    }
}
