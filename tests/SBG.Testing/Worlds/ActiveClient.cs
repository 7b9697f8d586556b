namespace SBG.Testing.Worlds;

/// <summary>A public body that may order, with one employee; made through the public routes.</summary>
/// <param name="Id">Its code.</param>
/// <param name="PersonId">The employee.</param>
public sealed record ActiveClient(string Id, string PersonId)
{
    private static int _count;

    /// <summary>Its path.</summary>
    public string Path => "/v1/clients/" + Id;

    /// <summary>A code that no other test uses.</summary>
    public static string NewCode() => $"essai-{Interlocked.Increment(ref _count)}";

    /// <summary>Makes one.</summary>
    /// <param name="api">The service.</param>
    /// <param name="taxRegime">How it is taxed.</param>
    public static async Task<ActiveClient> Of(Api api, string taxRegime = "taxable")
    {
        ArgumentNullException.ThrowIfNull(api);
        var (code, admin) = (NewCode(), api.As("admin.mcn"));
        var client = (await admin.Post("/v1/clients", new { id = code, name = "Organisme d'essai", neq = "1112345678", category = "education" })).Is(201);
        var taxed = (await admin.At(client.ETag).Post($"{client.Location}/set-tax-regime", new { regime = taxRegime })).Is(200);
        (await admin.At(taxed.ETag).Post($"{client.Location}/activate")).Is(200);
        var person = (await admin.Post($"{client.Location}/people", new { name = "Zénobie Essai", email = "zenobie@essai.example", unit = "TI" })).Is(201);
        return new(code, person.Id);
    }

    /// <summary>Registers more employees.</summary>
    /// <param name="api">The service.</param>
    /// <param name="count">How many.</param>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> People(Api api, int count)
    {
        ArgumentNullException.ThrowIfNull(api);
        var admin = api.As("admin.mcn");
        var people = await Task.WhenAll(Enumerable.Range(1, count).Select(
            number => admin.Post($"{Path}/people", new { name = $"Personne {number}", email = $"personne{number}@essai.example", unit = "TI" })));
        return [.. people.Select(person => person.Is(201).Id)];
    }

    /// <summary>Says with which account its first employee signs in.</summary>
    /// <param name="api">The service.</param>
    /// <param name="persona">A persona of this client.</param>
    public async Task Link(Api api, string persona)
    {
        ArgumentNullException.ThrowIfNull(api);
        var admin = api.As("admin.mcn");
        var person = (await admin.Get($"{Path}/people/{PersonId}")).Is(200);
        (await admin.At(person.ETag).Post($"{Path}/people/{PersonId}/link-account", new { subject = persona })).Is(200);
    }

    /// <summary>A persona of this client.</summary>
    /// <param name="roles"><c>[person@]role[.role]</c>.</param>
    public string Persona(string roles) => $"{roles}.{Id}";
}
