using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Http;

/// <summary>Refuses query parameters that the endpoint does not know, that come twice, or whose value has not its form.</summary>
/// <param name="next">The rest.</param>
internal sealed class StrictQuery(RequestDelegate next)
{
    /// <summary>The parameters that ask for the past.</summary>
    private static readonly string[] Past = ["asOf", "version"];

    private static readonly ConditionalWeakTable<Endpoint, FrozenDictionary<string, Type>> Known = [];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<EndpointContract>() is not { } contract)
        {
            return next(context);
        }

        var known = Known.GetValue(endpoint, ParametersOf);
        if (Refuse(context.Request, known) is { } problem)
        {
            return problem.ExecuteAsync(context);
        }

        NameConstants(context.Request, known);
        if (endpoint.Metadata.GetMetadata<ChangesRoute>() is not null || Past.Any(name => known.ContainsKey(name) && context.Request.Query.ContainsKey(name)))
        {
            context.Response.Headers[PastView.RightsHeader] = PastView.TodaysRights;
        }

        if (contract.Kind == EndpointKind.Change && context.Request.Headers.IfMatch.Count == 0)
        {
            return Problem.Of("request/precondition-required").ExecuteAsync(context);
        }

        return IsBadKey(context.Request) ? Problem.Of("request/bad-idempotency-key").ExecuteAsync(context) : next(context);
    }

    private static Problem? Refuse(HttpRequest request, FrozenDictionary<string, Type> known)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var type))
            {
                return Problem.Of(new Refusal("request/unknown-query").With("name", Shorten(name)));
            }

            if (values.Count != 1)
            {
                return Problem.Of(new Refusal("request/repeated-query").With("name", name));
            }

            if (!IsWellFormed(name, values[0] ?? string.Empty, type))
            {
                return Problem.Of(new Refusal("request/bad-query").With("name", name));
            }
        }

        return null;
    }

    /// <summary>The framework binds an enumeration by the name of its constant, <c>InProgress</c>; the contract writes <c>inProgress</c>.</summary>
    private static void NameConstants(HttpRequest request, FrozenDictionary<string, Type> known)
    {
        if (request.QueryString.HasValue && request.Query.Keys.Any(name => known[name].IsEnum))
        {
            var named = new QueryCollection(request.Query.ToDictionary(
                told => told.Key,
                told => known[told.Key].IsEnum ? new StringValues(char.ToUpperInvariant(told.Value[0]![0]) + told.Value[0]![1..]) : told.Value,
                StringComparer.OrdinalIgnoreCase));

            // Not `request.Query = `, which would also rewrite the query string that links are made from.
            request.HttpContext.Features.Set<IQueryFeature>(new QueryFeature(named));
        }
    }

    private static bool IsWellFormed(string name, string value, Type type)
    {
        if (value.Length is 0 or > BodyContract.DefaultMaxLength || value.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        if (type == typeof(int))
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && (name != "limit" || number <= Paging.MaxLimit);
        }

        if (type == typeof(long))
        {
            return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }

        if (type.IsEnum)
        {
            return Array.Exists(Enum.GetNames(type), constant => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(constant) == value);
        }

        if (type == typeof(bool))
        {
            return value is "true" or "false";
        }

        return TextForms.Of(type)?.Accepts(value) ?? true;
    }

    private static FrozenDictionary<string, Type> ParametersOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ChangesRoute>() is not null)
        {
            return new Dictionary<string, Type> { [ChangesRoute.From] = typeof(string), [ChangesRoute.To] = typeof(string) }.ToFrozenDictionary();
        }

        var route = (endpoint as RouteEndpoint)?.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var method = endpoint.Metadata.GetMetadata<MethodInfo>();
        return (method?.GetParameters() ?? [])
            .SelectMany(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is null
                ? [(parameter.Name!, parameter.ParameterType)]
                : parameter.ParameterType.GetProperties().Select(property => (property.Name, property.PropertyType)))
            .Select(parameter => (Name: System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(parameter.Item1), Type: Nullable.GetUnderlyingType(parameter.Item2) ?? parameter.Item2))
            .Where(parameter => !route.Contains(parameter.Name) && IsSimple(parameter.Type))
            .ToFrozenDictionary(parameter => parameter.Name, parameter => parameter.Type, StringComparer.Ordinal);
    }

    private static bool IsSimple(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(bool) || type.IsEnum || TextForms.Of(type) is not null;

    private static bool IsBadKey(HttpRequest request) =>
        request.Headers.TryGetValue(Idempotency.Header, out var key)
        && (key.Count != 1 || key[0]!.Length is 0 or > Idempotency.MaxLength || key[0]!.Any(character => character is < '!' or > '~'));

    private static string Shorten(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
