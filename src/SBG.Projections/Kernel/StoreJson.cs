using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SBG.Projections.Kernel;

/// <summary>How events and documents are written as JSON: camelCase, enums as camelCase strings, nulls left out.</summary>
public static class StoreJson
{
    private static readonly JsonStringEnumConverter EnumNames = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <summary>The options of the store's serialiser.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true, // jsonb orders members by the length of their names
        Converters = { EnumNames },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

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
