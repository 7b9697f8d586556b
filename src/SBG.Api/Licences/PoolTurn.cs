namespace SBG.Api.Licences;

/// <summary>
/// Lets the calls of one node that want a seat of the same pool come one after another. PostgreSQL's lock on the pool's stream alone keeps the
/// balance right, over all nodes; but calls that wait in the database hold a connection each, and a rush for one product must not
/// take every connection from everybody else.
/// </summary>
public sealed class PoolTurn
{
    // A power of two; two pools that share a gate only wait a little longer.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Does work when its turn has come.</summary>
    /// <typeparam name="T">What the work answers.</typeparam>
    /// <param name="poolId">The pool.</param>
    /// <param name="work">The work.</param>
    /// <param name="stop">Cancels the waiting.</param>
    public async Task<T> Take<T>(Guid poolId, Func<Task<T>> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        var gate = _gates[poolId.GetHashCode() & (_gates.Length - 1)];
        await gate.WaitAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
