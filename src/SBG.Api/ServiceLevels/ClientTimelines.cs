using Marten;
using NodaTime;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;

namespace SBG.Api.ServiceLevels;

/// <summary>Opens the timelines of one client, to be read at one moment and by one reading of history.</summary>
/// <param name="store">The store.</param>
/// <param name="yardsticks">What incidents are measured by.</param>
/// <param name="clock">The clock.</param>
public sealed class ClientTimelines(IDocumentStore store, Yardsticks yardsticks, TimeProvider clock)
{
    /// <summary>Opens them.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="reading">By what history is read; null: as contracted.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">404: there is no such client.</exception>
    public async Task<OpenedTimelines> Open(string clientId, LevelReading? reading, CancellationToken stop)
    {
        var session = store.QuerySession(clientId);
        var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop);
        if (client is null)
        {
            await session.DisposeAsync();
            throw new ProblemException("resource/not-found");
        }

        return new(session, DateTimeZoneProviders.Tzdb[client.TimeZone], clock.GetUtcNow(), new(yardsticks, reading ?? LevelReading.Contracted));
    }
}

/// <summary>The timelines of one client.</summary>
/// <param name="Session">In the client's tenant.</param>
/// <param name="Zone">The client's zone.</param>
/// <param name="Now">When the clocks are read (UTC).</param>
/// <param name="By">What they are measured by.</param>
public sealed record OpenedTimelines(IQuerySession Session, DateTimeZone Zone, DateTimeOffset Now, YardstickReader By) : IAsyncDisposable
{
    /// <summary>The days asked for, in the client's zone.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    public ReportDays Days(DateOnly? from, DateOnly? to) => ReportDays.Of(from, to, Zone, Now);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
