using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SBG.Projections.Kernel;

/// <summary>How events and documents are written as JSON: camelCase, enums as camelCase strings, nulls left out.</summary>
public static class StoreJson
{
    private static readonly JsonStringEnumConverter EnumNames = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
    private static readonly List<IJsonTypeInfoResolver> Generated = [];

    /// <summary>The options of the store's serialiser; source-generated metadata first, reflection for what is left.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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

    /// <summary>Puts a context's source-generated metadata before reflection. Called while the store is configured, before its first use.</summary>
    /// <param name="context">The generated context.</param>
    public static void Use(IJsonTypeInfoResolver context)
    {
        lock (Generated)
        {
            if (Options.IsReadOnly || Generated.Contains(context))
            {
                return;
            }

            Generated.Add(context);
            Options.TypeInfoResolver = JsonTypeInfoResolver.Combine([.. Generated, new DefaultJsonTypeInfoResolver()]);
        }
    }
}
