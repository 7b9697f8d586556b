using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Edge;

public sealed class IdempotencyTests(Testing.Api api)
{
    [Fact]
    public async Task A_hundred_parallel_calls_with_one_key_run_once()
    {
        var (client, admin) = (await ActiveClient.Of(api), api.As("admin.mcn").With("Idempotency-Key", Guid.NewGuid().ToString()));
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Register(admin, client)));

        var done = replies.Where(reply => reply.Status == 201).ToArray();
        done.Should().NotBeEmpty();
        done.Select(reply => (reply.Text, reply.Location, reply.ETag)).Distinct().Should().ContainSingle();
        done.Count(reply => !reply.Headers.ContainsKey("Idempotent-Replayed")).Should().Be(1);
        replies.Except(done).Should().OnlyContain(reply => reply.Code == "request/idempotency-running" && reply.Headers.ContainsKey("Retry-After"));
        People(await api.As("admin.mcn").Get($"{client.Path}/people")).Should().Be(2);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_another_caller_is_not_concerned()
    {
        var client = await ActiveClient.Of(api);
        var key = Guid.NewGuid().ToString();
        var first = (await Register(api.As("admin.mcn").With("Idempotency-Key", key), client)).Is(201);
        (await api.As("admin.mcn").With("Idempotency-Key", key).Post($"{client.Path}/people", new { name = "Autre", email = "autre@essai.example", unit = "RH" }))
            .IsProblem(422, "request/idempotency-mismatch");
        var other = (await Register(api.As(client.Persona("client-manager")).With("Idempotency-Key", key), client)).Is(201);
        other.Id.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task A_refused_command_keeps_nothing()
    {
        var (client, admin) = (await ActiveClient.Of(api), api.As("admin.mcn").With("Idempotency-Key", Guid.NewGuid().ToString()));
        (await admin.Post($"{client.Path}/people", new { name = "Sans courriel" })).IsProblem(422, "request/validation");
        (await Register(admin, client)).Is(201).Headers.Should().NotContainKey("Idempotent-Replayed");
    }

    private static Task<Reply> Register(Caller caller, ActiveClient client) =>
        caller.Post($"{client.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" });

    private static int People(Reply reply) => reply.Is(200).Json.GetProperty("items").GetArrayLength();
}
