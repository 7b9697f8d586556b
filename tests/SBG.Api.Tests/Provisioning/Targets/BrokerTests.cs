using System.Text;
using System.Text.Json;
using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Api.Tests.Provisioning.Targets.Delivery;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class BrokerTests(Testing.Api api) : IAsyncLifetime
{
    private readonly ServiceBroker _broker = new();
    private RegisteredTarget _target = null!;

    public async ValueTask InitializeAsync()
    {
        await OutsideServer.Start(_broker);
        _target = await RegisteredTarget.Of(api, _broker);
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task An_instance_is_made_at_once_with_the_headers_that_the_specification_demands()
    {
        var order = await (await Ordered()).Until("completed");
        _broker.Instances.Keys.Should().Equal(Resource(order));
        var put = _broker.Log.Single(request => request.Method == "PUT");
        put.Headers["X-Broker-API-Request-Identity"].Should().NotBeEmpty();
        var identity = put.Headers["X-Broker-API-Originating-Identity"].Split(' ');
        identity[0].Should().Be("sbg");
        JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(identity[1]))).RootElement.GetProperty("user_id").GetString().Should().StartWith("requester.");
        put.Json.GetProperty("context").GetProperty("platform").GetString().Should().Be("sbg");
    }

    [Fact]
    public async Task An_asynchronous_instance_is_asked_for_until_it_is_there_and_deleted_so()
    {
        _broker.Polls = 2;
        _broker.Fail(request => request.Path.EndsWith("last_operation", StringComparison.Ordinal), Mishap.Refused, new(500));
        var delivery = await Ordered();
        var order = await delivery.Until("completed");
        Attempt(order).Should().Be(1);
        (await delivery.Tell("terminate")).Is(200);
        await delivery.Until("terminated");
        _broker.Instances.Should().BeEmpty();
        _broker.Made.Should().Be(1);
    }

    [Theory]
    [InlineData(Mishap.AnswerLost, 0)]
    [InlineData(Mishap.AnswerMangled, 500)]
    [InlineData(Mishap.AnswerMangled, 201)]
    [InlineData(Mishap.AnswerMangled, 202)]
    [InlineData(Mishap.AnswerMangled, 204)]
    public async Task What_may_be_an_orphan_is_deleted_before_another_is_made(Mishap mishap, int status)
    {
        _broker.Fail("PUT", mishap, new(status) { Raw = status == 204 ? null : "pas du JSON" });
        _broker.Fail("DELETE", Mishap.Refused, new(503));
        var order = await (await Ordered()).Until("completed");
        Attempt(order).Should().Be(2);
        _broker.Made.Should().Be(2);
        _broker.Instances.Keys.Should().Equal(Resource(order));
        _broker.Deleted.Should().ContainSingle().Which.Should().NotBe(Resource(order), "an id is not used again");
    }

    [Fact]
    public async Task A_success_in_a_form_that_is_none_is_asked_for_again_and_not_deleted()
    {
        _broker.Fail("PUT", Mishap.AnswerMangled, new(200) { Raw = "pas du JSON" });
        var order = await (await Ordered()).Until("completed");
        Attempt(order).Should().Be(2);
        (_broker.Made, _broker.Instances.Count, _broker.Log.Count(request => request.Method == "DELETE")).Should().Be((1, 1, 0));
    }

    [Theory]
    [InlineData(400, "held", 1)]
    [InlineData(408, "completed", 2)]
    [InlineData(409, "held", 1)]
    [InlineData(429, "completed", 2)]
    public async Task What_was_rejected_is_not_deleted(int status, string end, int attempts)
    {
        _broker.Fail("PUT", Mishap.Refused, new(status, new { }) { RetryAfter = status == 429 ? 1 : null });
        var order = await (await Ordered()).Until(end);
        Attempt(order).Should().Be(attempts);
        _broker.Log.Should().NotContain(request => request.Method == "DELETE");
    }

    [Fact]
    public async Task A_broker_that_is_busy_with_an_instance_is_asked_again()
    {
        _broker.Fail("PUT", Mishap.Refused, new(422, new { error = "ConcurrencyError" }));
        Attempt(await (await Ordered()).Until("completed")).Should().Be(2);
    }

    [Fact]
    public async Task A_failed_asynchronous_provisioning_is_taken_back_and_tried_anew()
    {
        (_broker.Polls, _broker.NextFails) = (1, true);
        var order = await (await Ordered()).Until("completed");
        (Attempt(order), _broker.Made, _broker.Deleted.Count).Should().Be((2, 2, 1));
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_has_failed_and_is_taken_back()
    {
        _broker.Polls = 1_000;
        var delivery = await Delivery.Of(api, _target.Step("a", "osb", Settings("maximumPollingDuration", "2"), maxAttempts: 1));
        await delivery.Until(_ => _broker.Log.Any(request => request.Method == "DELETE"));
        _broker.Polls = 1;
        foreach (var (id, instance) in _broker.Instances.ToArray())
        {
            _broker.Instances[id] = instance with { Polls = 1 };
        }

        (await delivery.Until("held")).GetProperty("steps")[0].GetProperty("failureCode").GetString().Should().Be("provisioning/connector-refused");
        _broker.Instances.Should().BeEmpty();
    }

    [Fact]
    public async Task A_change_on_the_way_is_an_update_of_the_same_instance()
    {
        var delivery = await Delivery.Of(api, _target.Step("a", "osb", Settings("quantityParameter", "postes"), updatedInPlace: true), PublishedOffer.Step("b", "manual"));
        await delivery.Until(order => order.GetProperty("steps")[1].GetProperty("status").GetString() == "inProgress");
        (await delivery.Tell("change", new { quantity = 4 })).Is(200);
        var order = await delivery.Until(order => order.GetProperty("steps")[0].GetProperty("status").GetString() == "completed" && Attempt(order) == 2);
        _broker.Made.Should().Be(1);
        _broker.Instances[Resource(order)!].Parameters.Should().Contain("4");
        _broker.Log.Should().ContainSingle(request => request.Method == "PATCH").Which.Json.GetProperty("previous_values").GetProperty("plan_id").GetString().Should().Be("plan-standard");

        (await delivery.Tell("cancel")).Is(200);
        await delivery.Until("cancelled");
        _broker.Instances.Should().BeEmpty();
    }

    [Fact]
    public async Task A_step_that_cannot_tell_its_quantity_says_so()
    {
        var client = await ActiveClient.Of(api);
        var offer = await PublishedOffer.Of(api, plan: [_target.Step("a", "osb", Settings())]);
        var order = await new Delivery(api.As("agent.mcn"), client, await ApprovedRequest.Of(api, client, offer, 2)).Until("held");
        order.GetProperty("steps")[0].GetProperty("failureCode").GetString().Should().Be("provisioning/quantity-unsupported");
        _broker.Log.Should().BeEmpty();
    }

    private Task<Delivery> Ordered() => Delivery.Of(api, _target.Step("a", "osb", Settings()));

    private static Dictionary<string, string> Settings(string? key = null, string value = "")
    {
        var settings = new Dictionary<string, string> { ["service"] = "svc-bureau", ["plan"] = "plan-standard" };
        if (key is not null)
        {
            settings[key] = value;
        }

        return settings;
    }
}
