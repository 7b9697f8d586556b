using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning;

/// <summary>An agent: the step waits in the work queue.</summary>
public sealed class ManualConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => Catalogued.Manual;

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop) => Task.FromResult(ConnectorOutcome.Waiting);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop) => Task.FromResult(ConnectorOutcome.Waiting);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop) => Task.FromResult(ConnectorOutcome.Waiting);
}
