using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SBG.Projections.ClientFile;

/// <summary>Instants as the API shows them, with <c>Z</c>: a document that is sent as it is stored is stored as it is sent.</summary>
public sealed class UtcInstantJson : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.UtcDateTime.ToString(@"yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
