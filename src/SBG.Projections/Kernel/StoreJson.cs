using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SBG.Projections.Kernel;

/// <summary>How events and documents are written as JSON: camelCase, enums as camelCase strings, nulls left out.</summary>
public static class StoreJson
{
    private static readonly JsonStringEnumConverter EnumNames = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <summary>Generated code for each context's types; reflection for what none of them names.</summary>
    public static IJsonTypeInfoResolver Types { get; } = JsonTypeInfoResolver.Combine([.. ContextsOf(typeof(StoreJson).Assembly), new DefaultJsonTypeInfoResolver()]);

    /// <summary>The options of the store's serialiser.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true, // jsonb orders members by the length of their names
        Converters = { EnumNames },
        TypeInfoResolver = Types,
    };

    /// <summary>The generated code of an assembly: one for each bounded context.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IEnumerable<IJsonTypeInfoResolver> ContextsOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return from type in assembly.GetTypes()
               where type.IsSubclassOf(typeof(JsonSerializerContext))
               orderby type.FullName
               select (IJsonTypeInfoResolver)Activator.CreateInstance(type)!;
    }

    /// <summary>Marten replaces the converter of enumerations by one of its own, with other names: this puts ours back.</summary>
    /// <param name="options">Marten's copy of <see cref="Options"/>.</param>
    public static void KeepEnumNames(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var foreign in options.Converters.OfType<JsonStringEnumConverter>().ToArray())
        {
            options.Converters.Remove(foreign);
        }

        options.Converters.Add(EnumNames);
    }

    /// <summary>The name under which a constant of an enumeration is stored.</summary>
    /// <param name="type">The enumeration.</param>
    /// <param name="value">The constant, or its number.</param>
    public static string NameOf(Type type, object value) => JsonNamingPolicy.CamelCase.ConvertName(Enum.GetName(type, value)!);
}
