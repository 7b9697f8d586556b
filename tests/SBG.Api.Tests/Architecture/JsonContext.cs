namespace SBG.Api.Tests.Architecture;

/// <summary>One file in which a context names the types whose JSON is written by code that the compiler generates.</summary>
/// <param name="Project">E.g. <c>SBG.Projections</c>.</param>
/// <param name="Context">E.g. <c>Incidents</c>.</param>
/// <param name="Suffix">What its name ends in.</param>
/// <param name="Summary">What it holds.</param>
internal sealed record JsonContext(string Project, string Context, string Suffix, string Summary)
{
    public string Path => Ops.Repository.Below("src", Project, Context, Context + Suffix + ".cs");

    public string Text(IEnumerable<Type> types) => $"""
        using System.Text.Json.Serialization;

        namespace {Project}.{Context};

        /// <summary>{Summary}</summary>
        [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
        {string.Join('\n', types.Select(Line).Distinct().Order(StringComparer.Ordinal))}
        internal sealed partial class {Context}{Suffix} : JsonSerializerContext;

        """;

    /// <summary>The line that a type needs.</summary>
    public static string Line(Type type) => $"[JsonSerializable(typeof({Name(type)}))]";

    /// <summary>The context that a type belongs to; what a list holds says where the list belongs.</summary>
    public static string Of(Type type) =>
        type.IsArray ? Of(type.GetElementType()!)
        : type.IsGenericType ? Of(type.GetGenericArguments()[^1])
        : type.Namespace!.Split('.') is ["SBG", _, var context, ..] ? context : "Kernel";

    private static string Name(Type type) =>
        type.IsArray ? Name(type.GetElementType()!) + "[]"
        : !type.IsGenericType ? "global::" + type.FullName!.Replace('+', '.')
        : $"global::{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
}
