using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Api.Tests.Provisioning.Targets.Delivery;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class DirectoryTests(Testing.Api api) : IAsyncLifetime
{
    private const string Email = "zenobie@essai.example";

    private readonly UserDirectory _directory = new();
    private RegisteredTarget _target = null!;

    public async ValueTask InitializeAsync()
    {
        await OutsideServer.Start(_directory);
        _target = await RegisteredTarget.Of(api, _directory);
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    [Fact]
    public async Task An_account_is_made_once_put_in_a_group_and_deactivated_at_the_end()
    {
        var group = _directory.AddGroup("Équipe \"bureau\"");
        _directory.Fail("POST", Mishap.AnswerLost);
        _directory.Fail("PATCH", Mishap.Refused, new(429) { RetryAfter = 1 });
        var delivery = await Delivery.Of(api, _target.Step("compte", "scim"), _target.Step("groupe", "scim", Group("Équipe \"bureau\"")));
        var order = await delivery.Until("completed");
        (Attempt(order), Attempt(order, 1)).Should().Be((2, 2));
        var user = _directory.Users.Should().ContainSingle().Subject.Value;
        ((string?)user["externalId"], (string?)user["userName"]).Should().Be((delivery.Client.PersonId, Email));
        _directory.Members(group).Should().Equal((string)user["id"]!);

        (await delivery.Tell("terminate")).Is(200);
        await delivery.Until("terminated");
        _directory.Members(group).Should().BeEmpty();
        ((bool)user["active"]!).Should().BeFalse();
    }

    [Fact]
    public async Task An_account_that_was_there_is_used_and_left_as_it_was()
    {
        var id = _directory.AddUser(Email.ToUpperInvariant());
        var delivery = await Delivery.Of(api, _target.Step("compte", "scim", new() { ["undo"] = "delete" }));
        await delivery.Until("completed");
        (await delivery.Tell("terminate")).Is(200);
        await delivery.Until("terminated");
        _directory.Users.Keys.Should().Equal(id);
        ((bool)_directory.Users[id]["active"]!).Should().BeTrue();
    }

    [Fact]
    public async Task An_account_stays_while_another_order_of_the_person_needs_it()
    {
        var offer = await PublishedOffer.Of(api, plan: [_target.Step("compte", "scim", new() { ["undo"] = "delete" })]);
        var (client, agent) = (await ActiveClient.Of(api), api.As("agent.mcn"));
        var first = new Delivery(agent, client, await ApprovedRequest.Of(api, client, offer));
        var second = new Delivery(agent, client, await ApprovedRequest.Of(api, client, offer));
        await first.Until("completed");
        await second.Until("completed");
        _directory.Users.Should().ContainSingle();
        (await first.Tell("terminate")).Is(200);
        await first.Until("terminated");
        _directory.Users.Should().ContainSingle();
        (await second.Tell("terminate")).Is(200);
        await second.Until("terminated");
        _directory.Users.Should().BeEmpty();
    }

    [Fact]
    public async Task An_account_is_found_among_many_pages_of_a_directory_that_ignores_filters()
    {
        (_directory.MostOfAPage, _directory.IgnoresFilters) = (2, true);
        for (var i = 0; i < 5; i++)
        {
            _directory.AddUser($"autre-{i}@essai.example");
        }

        var id = _directory.AddUser(Email, active: false);
        await (await Delivery.Of(api, _target.Step("compte", "scim"))).Until("completed");
        _directory.Users.Should().HaveCount(6);
        ((bool)_directory.Users[id]["active"]!).Should().BeTrue();
    }

    [Fact]
    public async Task A_group_that_is_not_there_is_told_and_a_rejection_is_not_repeated()
    {
        var order = await (await Delivery.Of(api, _target.Step("groupe", "scim", Group("Absent"), maxAttempts: 1))).Until("held");
        order.GetProperty("steps")[0].GetProperty("failureCode").GetString().Should().Be("provisioning/target-refused");
        _directory.Users.Clear();
        _directory.Fail("POST", Mishap.Refused, new(400));
        Attempt(await (await Delivery.Of(api, _target.Step("compte", "scim"))).Until("held")).Should().Be(1);
    }

    private static Dictionary<string, string> Group(string name) => new() { ["resource"] = "membership", ["group"] = name };
}
