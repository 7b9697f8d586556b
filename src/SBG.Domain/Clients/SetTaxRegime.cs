using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Decide how invoices to the client are taxed.</summary>
/// <param name="Regime">The regime from now on.</param>
public sealed record SetTaxRegime(TaxRegime Regime)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="client">The client.</param>
    public static Decision<Client> Decide(SetTaxRegime command, Client client) =>
        client.TaxRegime == command.Regime ? Decision.Nothing : new TaxRegimeSet(command.Regime);
}
