using System.Security.Cryptography;
using System.Text;

namespace SBG.Ops.Outside;

/// <summary>A system that is told of events by Standard Webhooks: it checks each signature by its own code, and remembers what came, in order.</summary>
public sealed class EventReceiver : OutsideServer
{
    private readonly List<Event> _taken = [];

    /// <summary>The secrets of which one must fit.</summary>
    public HashSet<string> Secrets { get; } = [];

    /// <summary>Of which resources nothing is taken.</summary>
    public HashSet<string> Closed { get; } = [];

    /// <summary>Whether nothing is taken at all; with which status.</summary>
    public int? Refuses { get; set; }

    /// <summary>Whether a message bore no good signature, or another body under a known id.</summary>
    public bool SawWrong { get; private set; }

    /// <summary>What was taken, repetitions included, in order.</summary>
    public IReadOnlyList<Event> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Waits until something is so.</summary>
    /// <param name="wanted">What to wait for.</param>
    /// <exception cref="TimeoutException">It is not so after a minute.</exception>
    public async Task Until(Func<IReadOnlyList<Event>, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!wanted(Taken))
        {
            try
            {
                await tick.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Taken so far: {string.Join(", ", Taken)}");
            }
        }
    }

    /// <inheritdoc/>
    protected override Told Answer(Received request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (id, at) = (request.Headers["webhook-id"], request.Headers["webhook-timestamp"]);
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. request.Body];
        var given = request.Headers["webhook-signature"].Split(' ');
        lock (_taken)
        {
            if (!Secrets.Any(secret => given.Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed)))))
            {
                SawWrong = true;
                return new(401);
            }

            var told = request.Json;
            var taken = new Event(
                id, told.GetProperty("type").GetString()!, told.GetProperty("subject").GetString()!, told.GetProperty("position").GetInt64(),
                told.GetProperty("resourceversion").GetInt64(), Encoding.UTF8.GetString(request.Body));
            SawWrong |= taken.Id != told.GetProperty("id").GetString() || _taken.Any(known => known.Id == taken.Id && known.Body != taken.Body);
            if (Refuses is { } status || Closed.Contains(taken.Subject))
            {
                return new(Refuses ?? 503);
            }

            _taken.Add(taken);
            return new(204);
        }
    }

    /// <summary>An event as it was told.</summary>
    /// <param name="Id">The message's id.</param>
    /// <param name="Type">Stored name.</param>
    /// <param name="Subject">Kind and id of the resource.</param>
    /// <param name="Position">In the log.</param>
    /// <param name="Version">Of the resource.</param>
    /// <param name="Body">All of it.</param>
    public sealed record Event(string Id, string Type, string Subject, long Position, long Version, string Body)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Position} {Type} {Subject} v{Version}";
    }
}
