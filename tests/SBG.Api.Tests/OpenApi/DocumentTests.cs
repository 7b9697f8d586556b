using System.Text;
using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Kernel.Http;
using SBG.Ops;
using SBG.Testing;
using Xunit;

namespace SBG.Api.Tests.OpenApi;

public sealed class DocumentTests(Testing.Api api)
{
    private static readonly string Reviewed = Repository.Below("docs", "api", "openapi.v1.json");

    [Fact]
    public async Task The_document_is_the_reviewed_one()
    {
        var now = (await api.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("SBG_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Reviewed)!);
            await File.WriteAllTextAsync(Reviewed, now, new UTF8Encoding(false), TestContext.Current.CancellationToken);
        }

        var reviewed = await File.ReadAllTextAsync(Reviewed, TestContext.Current.CancellationToken);
        (now == reviewed).Should().BeTrue("a change of the contract is reviewed: run the tests with SBG_APPROVE=1, look at the difference of docs/api/openapi.v1.json, commit it");
    }

    [Fact]
    public async Task Every_endpoint_is_described_or_open_on_purpose()
    {
        var described = (await Described.All(api)).Select(operation => operation.Id).ToHashSet();
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        endpoints.Should().HaveCountGreaterThan(40);
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !IsPage(endpoint)))
        {
            endpoint.Metadata.GetMetadata<EndpointContract>().Should().NotBeNull("{0} must say what it is", endpoint.RoutePattern.RawText);
            described.Should().Contain(endpoint.Metadata.GetMetadata<EndpointContract>()!.OperationId);
        }
    }

    [Fact]
    public void Every_page_of_the_portal_demands_that_someone_is_signed_in_or_is_open_on_purpose()
    {
        var pages = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsPage).ToArray();
        pages.Should().HaveCountGreaterThan(10);
        pages.Where(page => page.Metadata.GetMetadata<IAllowAnonymous>() is null).Should().OnlyContain(page => page.Metadata.OfType<IAuthorizeData>().Any(data => data.Policy == "portal"));
        pages.Where(page => page.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(page => page.RoutePattern.RawText).Distinct()
            .Should().BeEquivalentTo("/portail/au-revoir", "/portail/connexion", "/portail/langue/{language}", pages.Select(page => page.RoutePattern.RawText).Single(path => path!.EndsWith(".css", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_operation_tells_all_that_a_caller_needs()
    {
        var operations = await Described.All(api);
        operations.Select(operation => operation.Id).Should().OnlyHaveUniqueItems();
        foreach (var operation in operations)
        {
            operation.Json.GetProperty("summary").GetString().Should().EndWith(".", operation.Id);
            operation.Json.GetProperty("tags").GetArrayLength().Should().Be(1, operation.Id);
            var answers = operation.Json.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToArray();
            answers.Should().Contain(["400", "401", "403", "429", "503"], operation.Id).And.Contain(answer => answer.StartsWith('2'), operation.Id);
        }
    }

    [Fact]
    public async Task Every_example_of_a_body_is_one_that_is_accepted_by_its_own_limits()
    {
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointContract>() is not null)
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<EndpointContract>()!.OperationId);
        var wrong = new List<string>();
        foreach (var operation in (await Described.All(api)).Where(operation => operation.BodyType == "application/json"))
        {
            operation.Example.Should().NotBeNull(operation.Id);
            var body = endpoints[operation.Id].Metadata.GetMetadata<System.Reflection.MethodInfo>()!.GetParameters()
                .Single(parameter => parameter.ParameterType.Name.EndsWith("Body", StringComparison.Ordinal) || parameter.ParameterType.Name.EndsWith("Request", StringComparison.Ordinal)).ParameterType;
            using var example = System.Text.Json.JsonDocument.Parse(operation.Example!);
            wrong.AddRange(BodyContract.Of(body).Check(example.RootElement).Select(error => $"{operation.Id} {error.Pointer} {error.Code}"));
        }

        wrong.Should().BeEmpty();
    }

    private static bool IsPage(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.StartsWith("/portail", StringComparison.Ordinal) || endpoint.RoutePattern.RawText.StartsWith("/_framework", StringComparison.Ordinal);
}
