using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using SBG.Domain.Kernel;

namespace SBG.Api.Portal.Words;

/// <summary>What the portal says, in the person's language: French, unless English was chosen.</summary>
/// <param name="context">The page's request.</param>
public sealed class PortalWords(IHttpContextAccessor context)
{
    /// <summary>The cookie that keeps the choice.</summary>
    public const string Cookie = "sbg-langue";

    private const char NoBreak = '\u00a0';

    private static readonly FrozenDictionary<string, IReadOnlyDictionary<string, string>> Sentences = Load();
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");

    /// <summary>All sentences: by key, by language.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All => Sentences;

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Language { get; } = context.HttpContext?.Request.Cookies[Cookie] == "en" ? "en" : "fr";

    private CultureInfo Culture => field ??= CultureInfo.GetCultureInfo(Language == "en" ? "en-CA" : "fr-CA");

    /// <summary>A sentence.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="KeyNotFoundException">There is no such sentence.</exception>
    public string this[string key] => Sentences[key][Language];

    /// <summary>A sentence with values in it, by place: <c>{0}</c>, <c>{1}</c>.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">The values.</param>
    public string With(string key, params object[] values) => string.Format(Culture, this[key], values);

    /// <summary>A constant of the contract, as people read it.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="value">The constant.</param>
    public string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => this[$"{typeof(TEnum).Name}.{value}"];

    /// <summary>What an event says happened; a general word where there is none of its own.</summary>
    /// <param name="type">Its stored name.</param>
    public string Event(string type) => Sentences.TryGetValue("event." + type, out var own) ? own[Language] : this["event"];

    /// <summary>An amount: <c>1 234,50 $</c>.</summary>
    /// <param name="money">To the cent.</param>
    public string Amount(Money money) => money.Amount.ToString("C2", Culture);

    /// <summary>A day: <c>1er novembre 2026</c>.</summary>
    /// <param name="instant">An instant of it, in the service's zone.</param>
    public string Day(DateTimeOffset instant)
    {
        var day = TimeZoneInfo.ConvertTime(instant, Zone);
        return Language == "en"
            ? day.ToString("MMMM d, yyyy", Culture)
            : (day.Day == 1 ? "1er" : day.Day.ToString(Culture)) + NoBreak + day.ToString("MMMM yyyy", Culture).Replace(' ', NoBreak);
    }

    /// <summary>A day and a time of day: <c>25 novembre 2026, 14 h 05</c>.</summary>
    /// <param name="instant">The instant.</param>
    public string Moment(DateTimeOffset instant)
    {
        var time = TimeZoneInfo.ConvertTime(instant, Zone);
        return Day(instant) + ", " + (Language == "en" ? time.ToString("HH:mm", Culture) : time.ToString($"HH'{NoBreak}h{NoBreak}'mm", Culture));
    }

    private static FrozenDictionary<string, IReadOnlyDictionary<string, string>> Load()
    {
        using var stream = typeof(PortalWords).Assembly.GetManifestResourceStream("SBG.Api.Portal.Words.words.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!
            .ToFrozenDictionary(sentence => sentence.Key, sentence => (IReadOnlyDictionary<string, string>)sentence.Value, StringComparer.Ordinal);
    }
}
