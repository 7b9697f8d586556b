using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.Postgresql;

namespace SBG.Ops.Commands;

/// <summary>A message of a chain.</summary>
/// <param name="Chain">Which chain.</param>
/// <param name="Left">How many follow.</param>
public sealed record BenchMessage(Guid Chain, int Left);

/// <summary>Moves durable messages by Wolverine alone, in this process.</summary>
public sealed class BenchMessages : IAsyncDisposable
{
    private static int left;
    private static TaskCompletionSource? done;

    private readonly IHost _host;

    private BenchMessages(IHost host) => _host = host;

    internal static async Task<BenchMessages> Start(string database, CancellationToken stop)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(BenchMessages).Assembly;
            options.PersistMessagesWithPostgresql(database, "bench_messages");
            options.Policies.UseDurableLocalQueues();
            options.LocalQueueFor<BenchMessage>().MaximumParallelMessages(16);
        });
        var host = builder.Build();
        await host.StartAsync(stop);
        return new(host);
    }

    /// <summary>Messages a second.</summary>
    internal async Task<double> Move(int chains, int length, CancellationToken stop)
    {
        (left, done) = (chains * length, new(TaskCreationOptions.RunContinuationsAsynchronously));
        var since = Stopwatch.StartNew();
        using var scope = _host.Services.CreateScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        for (var chain = 0; chain < chains; chain++)
        {
            await bus.PublishAsync(new BenchMessage(Guid.CreateVersion7(), length - 1));
        }

        await done.Task.WaitAsync(stop);
        return chains * length / since.Elapsed.TotalSeconds;
    }

    /// <summary>One message was handled.</summary>
    internal static void Handled()
    {
        if (Interlocked.Decrement(ref left) == 0)
        {
            done!.SetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>Does nothing but send the next message of the chain.</summary>
public static class BenchMessageHandler
{
    /// <summary>Handles.</summary>
    /// <param name="message">The message.</param>
    public static BenchMessage? Handle(BenchMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        BenchMessages.Handled();
        return message.Left == 0 ? null : message with { Left = message.Left - 1 };
    }
}
