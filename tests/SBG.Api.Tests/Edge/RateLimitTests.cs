using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace SBG.Api.Tests.Edge;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Who_calls_too_often_is_told_to_wait_and_others_are_not_concerned()
    {
        await using var api = new Limited();
        await api.InitializeAsync();
        (await api.Token("admin.mcn"), await api.Token("auditor.mcn")).Item1.Should().NotBeEmpty();
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => api.As("admin.mcn").Get("/v1/clients")));

        replies.Should().Contain(reply => reply.Status == 200);
        var refused = replies.Where(reply => reply.Status != 200).ToArray();
        refused.Should().NotBeEmpty().And.OnlyContain(reply => reply.Status == 429 && reply.Code == "request/rate-limited");
        refused.Select(reply => int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture)).Should().OnlyContain(seconds => seconds >= 1);
        (await api.As("auditor.mcn").Get("/v1/clients")).Is(200);
    }

    private sealed class Limited : Testing.Api
    {
        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Configuration["RateLimit:PermitsPerSecond"] = "1";
            builder.Configuration["RateLimit:Burst"] = "3";
        }
    }
}
