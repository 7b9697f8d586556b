using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Edge;

/// <summary>Every operation of the document, for every kind of caller: a new one cannot be forgotten.</summary>
public sealed class AccessMatrixTests(Testing.Api api)
{
    private static readonly string[] OfClient = ["requester", "approver", "client-manager"];
    private static readonly string[] OfProvider = ["agent", "service-manager", "finance", "auditor", "privacy-officer", "admin"];

    [Fact]
    public async Task Every_role_gets_in_where_the_document_says_so_and_nowhere_else()
    {
        var (own, other) = (await ActiveClient.Of(api), await ActiveClient.Of(api));
        var wrong = new List<string>();
        foreach (var operation in await Described.All(api))
        {
            foreach (var role in OfClient)
            {
                var may = operation.Scopes.Count == 0 || operation.Scopes.Contains(role);
                await Expect(operation, role, own.Persona(role), own.Id, may ? null : 403, wrong);
                if (operation.OfClient)
                {
                    await Expect(operation, role + " of another client", other.Persona(role), own.Id, 404, wrong);
                    await Expect(operation, role + " of a client, where there is none", other.Persona(role), "nul-organisme", 404, wrong);
                }
            }

            foreach (var role in OfProvider)
            {
                var may = operation.Scopes.Count == 0 || operation.Scopes.Contains(role);
                await Expect(operation, role, $"{role}.mcn", own.Id, may ? null : operation.OfClient ? 404 : 403, wrong);
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task No_flawed_token_gets_in_anywhere()
    {
        var own = await ActiveClient.Of(api);
        var wrong = new List<string>();
        foreach (var operation in await Described.All(api))
        {
            var persona = operation.Scopes.Any(OfClient.Contains) ? own.Persona("requester.approver.client-manager") : "agent.service-manager.finance.auditor.admin.mcn";
            foreach (var flaw in Enum.GetValues<TokenFlaw>())
            {
                var (status, code) = await Call(operation, api.Forge(persona, flaw), own.Id);
                if (flaw == TokenFlaw.None ? status == 401 : status != 401 || code != "auth/missing-token")
                {
                    wrong.Add($"{operation.Id} with {flaw}: {status}");
                }
            }

            if (await Call(operation, null, own.Id) is var (none, _) && none != 401)
            {
                wrong.Add($"{operation.Id} without a token: {none}");
            }
        }

        wrong.Should().BeEmpty();
    }

    private async Task Expect(Described operation, string who, string persona, string clientId, int? refused, List<string> wrong)
    {
        var (status, code) = await Call(operation, await api.Token(persona), clientId);
        if (refused is { } expected ? status != expected || code.Length == 0 : code == "auth/forbidden" || status is 401 or >= 500)
        {
            wrong.Add($"{operation.Id} as {who}: {status}, not {refused?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "let in"}");
        }
    }

    private async Task<(int Status, string Code)> Call(Described operation, string? token, string clientId)
    {
        using var request = new HttpRequestMessage(operation.Method, new Uri(operation.For(clientId), UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (operation.BodyType is { } type)
        {
            request.Content = type.StartsWith("multipart", StringComparison.Ordinal)
                ? new MultipartFormDataContent { { new StringContent("rien"), "rien" } }
                : new StringContent(operation.Example ?? "{}", Encoding.UTF8, type);
        }

        using var answer = await api.Http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()!
            : string.Empty);
    }
}
