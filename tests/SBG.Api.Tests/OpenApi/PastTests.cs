using FluentAssertions;
using SBG.Testing;
using Xunit;

namespace SBG.Api.Tests.OpenApi;

/// <summary>Every single resource is read as of any moment; one that a context adds cannot forget it.</summary>
public sealed class PastTests(Testing.Api api)
{
    /// <summary>Single resources whose address does not end with an id.</summary>
    private static readonly string[] Others = ["GetClientFile", "GetPriceAgreement", "GetSupplier", "GetRequestApprovals"];

    /// <summary>What never changes once it is there, and what is no stream of events.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["GetCheckpoint"] = "a checkpoint never changes",
        ["GetAuditBundlePart"] = "a part of the log, up to a size",
        ["GetClientAuditBundlePart"] = "a part of the log, up to a size",
        ["GetOfferVersion"] = "a published version never changes",
        ["GetComplianceEdition"] = "an edition never changes",
        ["GetBudget"] = "what is spent of it follows from the clock",
        ["GetPriceRehearsal"] = "a rehearsal never changes",
        ["GetClosing"] = "how far work has come, counted over the clients; what happened to it is its history",
        ["GetOperation"] = "how far work has come; not kept as events",
    };

    [Fact]
    public async Task Every_single_resource_is_read_as_of_any_moment()
    {
        var single = (await Described.All(api)).Where(operation => operation.Method == HttpMethod.Get && Tells(operation, "ETag") && (operation.Path[^1] == '}' || Others.Contains(operation.Id))).ToArray();
        single.Should().HaveCountGreaterThan(20);
        single.Where(operation => !Asks(operation, "asOf") || !Asks(operation, "version")).Select(operation => operation.Id).Should().BeEquivalentTo(Exceptions.Keys);
        single.Where(operation => Asks(operation, "asOf")).Should().OnlyContain(operation => Tells(operation, "X-Rights"));
    }

    [Fact]
    public async Task Every_resource_of_which_there_is_a_past_tells_what_changed()
    {
        var operations = await Described.All(api);
        var changes = operations.Where(operation => operation.Path.EndsWith("/changes", StringComparison.Ordinal)).ToArray();
        var resources = operations.Where(operation => operation.Path[^1] == '}' && Asks(operation, "asOf") && Asks(operation, "version")).ToArray();
        resources.Select(resource => resource.Path + "/changes").Should().BeSubsetOf(changes.Select(operation => operation.Path));
        changes.Should().OnlyContain(operation => Asks(operation, "from") && Asks(operation, "to") && !Asks(operation, "asOf") && Tells(operation, "X-Rights"));
        changes.Should().OnlyContain(operation => operations.Single(resource => resource.Method == HttpMethod.Get && resource.Path + "/changes" == operation.Path).Scopes.SequenceEqual(operation.Scopes));
    }

    private static bool Asks(Described operation, string name) =>
        operation.Json.GetProperty("parameters").EnumerateArray().Any(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.GetProperty("name").GetString() == name);

    private static bool Tells(Described operation, string header) =>
        operation.Json.GetProperty("responses").TryGetProperty("200", out var answer) && answer.GetProperty("headers").TryGetProperty(header, out _);
}
