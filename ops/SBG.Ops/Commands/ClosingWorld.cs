using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>What a closing needs before there is anything to close: who invoices, and clients with a tax regime.</summary>
internal static class ClosingWorld
{
    /// <summary>Says who invoices; late usage is not waited for.</summary>
    /// <param name="api">The API.</param>
    public static Task Terms(DemoApi api) => api.Post(Cast.Finance, "/v1/billing/supplier/versions", new
    {
        name = "Fournisseur de services (fictif)",
        address = new[] { "1, rue Fictive", "Québec (Québec)  G0A 0A0" },
        gstNumber = "123456789RT0001",
        qstNumber = "1234567890TQ0001",
        graceDays = 0,
        paymentDays = 30,
    });

    /// <summary>Registers a taxable client that may order.</summary>
    /// <param name="api">The API.</param>
    /// <param name="code">Its code.</param>
    public static async Task Client(DemoApi api, string code)
    {
        var client = await api.Post(Cast.Admin, "/v1/clients", new { id = code, name = "Organisme fictif", neq = "1112345678", category = "education" });
        client = await api.Post(Cast.Admin, $"/v1/clients/{code}/set-tax-regime", new { regime = "taxable" }, client);
        await api.Post(Cast.Admin, $"/v1/clients/{code}/activate", at: client);
    }
}
