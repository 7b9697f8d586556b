using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using SBG.Domain.Catalogue.Forms;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel;

/// <summary>How the API writes and reads JSON: the contract's forms, once.</summary>
public static class ApiJson
{
    private static readonly IJsonTypeInfoResolver Types = JsonTypeInfoResolver.Combine([.. StoreJson.ContextsOf(typeof(ApiJson).Assembly), StoreJson.Types]);

    /// <summary>The options of every request and answer.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies the contract's forms to options that someone else made.</summary>
    /// <param name="options">The options.</param>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TypeInfoResolver = Types;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // served as JSON only, never inside a page
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new DurationJson());
        options.Converters.Add(new TimeOfDayJson());
        options.Converters.Add(new OrderFormJson());
        return options;
    }

    /// <summary>A form as the JSON Schema that it is, to the letter.</summary>
    private sealed class OrderFormJson : JsonConverter<OrderForm>
    {
        public override OrderForm Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, OrderForm value, JsonSerializerOptions options) => writer.WriteRawValue(value.Schema);
    }

    /// <summary>Times of day, with or without seconds; written with them.</summary>
    private sealed class TimeOfDayJson : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeOnly.TryParseExact(reader.GetString(), ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw new JsonException("Not a time of day.");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    /// <summary>Instants as RFC 3339 in UTC, with <c>Z</c>; an instant without an offset is not one.</summary>
    private sealed class InstantJson : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instant.TryParse(reader.GetString(), out var instant) ? instant : throw new JsonException("Not an RFC 3339 instant.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instant.Format(value));
    }

    /// <summary>Durations as ISO 8601.</summary>
    private sealed class DurationJson : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return XmlConvert.ToTimeSpan(reader.GetString() ?? string.Empty);
            }
            catch (FormatException malformed)
            {
                throw new JsonException("Not an ISO 8601 duration.", malformed);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(XmlConvert.ToString(value));
    }
}

/// <summary>The contract's form of an instant.</summary>
public static class Instant
{
    private static readonly string[] Forms =
        [@"yyyy-MM-dd'T'HH:mm:ssK", @"yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads an RFC 3339 instant; it must say its offset.</summary>
    /// <param name="text">E.g. <c>2026-11-23T14:30:00Z</c>.</param>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || text.Length < 20 || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-'))
        {
            return false;
        }

        if (!DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var told))
        {
            return false;
        }

        instant = told.ToUniversalTime();
        return true;
    }

    /// <summary>Writes an instant in UTC with <c>Z</c> and only the decimals that it has.</summary>
    /// <param name="instant">The instant.</param>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(@"yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
