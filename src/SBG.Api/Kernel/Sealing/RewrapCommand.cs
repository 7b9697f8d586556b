using JasperFx.CommandLine;

namespace SBG.Api.Kernel.Sealing;

/// <summary><c>rewrap-keys</c>: after a rotation, lets no data key need an older key-encryption key. Nodes may run meanwhile.</summary>
[Description("Wrap every data key with the current key-encryption key (Sealing:CurrentKey).", Name = "rewrap-keys")]
public sealed class RewrapCommand : JasperFxAsyncCommand<NetCoreInput>
{
    /// <inheritdoc/>
    public override async Task<bool> Execute(NetCoreInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var host = input.BuildHost();
        Console.WriteLine($"{await host.Services.GetRequiredService<Vault>().Rewrap(CancellationToken.None)} data keys wrapped anew.");
        return true;
    }
}
