using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>How many messages of delivery a node works on at once.</summary>
public sealed class ProvisioningQueues : IWolverineExtension
{
    // A connector's call is mostly waiting for another system; a step that waits in the database for its pool holds a connection.
    private const int CallsAtOnce = 16;

    /// <inheritdoc/>
    public void Configure(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.LocalQueueFor<CarryOutStep>().MaximumParallelMessages(CallsAtOnce);
        options.LocalQueueFor<PollStep>().MaximumParallelMessages(CallsAtOnce);
    }
}
