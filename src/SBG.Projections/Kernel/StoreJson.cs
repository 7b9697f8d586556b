using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SBG.Projections.Kernel;

/// <summary>How events and documents are written as JSON: camelCase, enums as camelCase strings, nulls left out.</summary>
public static class StoreJson
{
    private static readonly List<IJsonTypeInfoResolver> Generated = [];

    /// <summary>The options of the store's serialiser; source-generated metadata first, reflection for what is left.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

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
