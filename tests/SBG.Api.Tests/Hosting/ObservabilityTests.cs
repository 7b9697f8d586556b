using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using SBG.Api.Hosting;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Hosting;

public sealed class ObservabilityTests(Testing.Api api)
{
    [Fact]
    public async Task Requests_are_counted_by_route()
    {
        // Counting begins with the first look, and a request counts once its answer was sent.
        var before = await Count();
        (await api.As("admin.mcn").Get("/v1/clients")).Is(200);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Count() <= before)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    [Fact]
    public async Task A_command_is_one_trace_from_the_call_to_the_database()
    {
        var (trace, seen) = (ActivityTraceId.CreateRandom(), new ConcurrentBag<string>());
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Marten" or "Wolverine" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    seen.Add(activity.Source.Name);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var client = await ActiveClient.Of(api);
        var admin = api.As("admin.mcn").With("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        (await admin.Post($"{client.Path}/people", new { name = "Essai", email = "essai@essai.example", unit = "TI" })).Is(201);
        (await admin.Get($"{client.Path}/people")).Is(200);
        seen.Should().Contain(["Microsoft.AspNetCore", "Npgsql", "Marten"]);
    }

    [Fact]
    public async Task How_far_each_view_has_come_is_told()
    {
        await ActiveClient.Of(api);
        string metrics;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await tick.WaitForNextTickAsync(patience.Token);
            metrics = await Metrics();
        }
        while (!metrics.Contains("sbg_views_lag{view=\"ClientFile\"}", StringComparison.Ordinal));

        metrics.Should().Contain("sbg_log_skips").And.Contain("sbg_messages_dead");
        (await api.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Be("Healthy");
    }

    [Fact]
    public void A_view_that_has_work_and_does_not_move_has_stopped()
    {
        var start = DateTimeOffset.UnixEpoch;
        var view = ViewProgress.Seen(null, position: 10, newest: 12, start);
        view = ViewProgress.Seen(view, position: 10, newest: 15, start + ViewProgress.Patience);
        view.HasStopped(start + ViewProgress.Patience).Should().BeFalse("it may be slow");
        view.HasStopped(start + ViewProgress.Patience + TimeSpan.FromSeconds(1)).Should().BeTrue();

        view = ViewProgress.Seen(view, position: 11, newest: 15, start + (2 * ViewProgress.Patience));
        view.HasStopped(start + (2 * ViewProgress.Patience)).Should().BeFalse("it moved on");

        view = ViewProgress.Seen(view, position: 15, newest: 15, start + (3 * ViewProgress.Patience));
        view.HasStopped(start + (9 * ViewProgress.Patience)).Should().BeFalse("it has nothing to do");
    }

    private Task<string> Metrics() => api.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<int> Count()
    {
        var metrics = await Metrics();
        return metrics.Split('\n').Where(line => line.Contains("http_server_request_duration_count", StringComparison.Ordinal) && line.Contains("http_route=\"/v1/clients\"", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }
}
