using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning.Targets;

/// <summary>What a target must be to be called.</summary>
public static class TargetRules
{
    /// <summary>Its address is no absolute http or https URL, or has a user, a query or a fragment.</summary>
    public static readonly Refusal BadUrl = new("provisioning/target-url");

    /// <summary>Its address is not https.</summary>
    public static readonly Refusal NotSecure = new("provisioning/target-not-secure");

    /// <summary>Its time-out is out of range.</summary>
    public static readonly Refusal TimeOutRange = new("provisioning/target-time-out");

    /// <summary>A setting that its kind does not have, or whose value is none.</summary>
    public static readonly Refusal BadSetting = new("provisioning/target-setting");

    /// <summary>Its kind is not spoken to with such credentials.</summary>
    public static readonly Refusal WrongCredentials = new("provisioning/target-credentials");

    /// <summary>The longest time that a call may take.</summary>
    public static readonly TimeSpan LongestTimeOut = TimeSpan.FromMinutes(2);

    /// <summary>Of webhooks: how often an accepted step is asked for, in seconds; absent: it calls back.</summary>
    public const string AskEvery = "askEvery";

    /// <summary>Of brokers: how often an operation is asked for where the broker does not say, in seconds; absent: 10.</summary>
    public const string PollEvery = "pollEvery";

    /// <summary>Of brokers: the platform's name in contexts and originating identities; absent: <c>sbg</c>.</summary>
    public const string Platform = "platform";

    private static readonly ImmutableDictionary<TargetProtocol, ImmutableArray<string>> Settings = ImmutableDictionary.CreateRange<TargetProtocol, ImmutableArray<string>>(
    [
        new(TargetProtocol.Webhook, [AskEvery]),
        new(TargetProtocol.Osb, [PollEvery, Platform]),
        new(TargetProtocol.Scim, []),
    ]);

    /// <summary>What is wrong with terms.</summary>
    /// <param name="kind">How the target is spoken to.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="mayBePlain">Whether http is good enough.</param>
    public static Refusal? Hindrance(TargetProtocol kind, TargetTerms terms, bool mayBePlain)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!Uri.TryCreate(terms.BaseUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return BadUrl;
        }

        if (url.Scheme != Uri.UriSchemeHttps && !mayBePlain)
        {
            return NotSecure;
        }

        if (terms.TimeOut < TimeSpan.FromSeconds(1) || terms.TimeOut > LongestTimeOut)
        {
            return TimeOutRange;
        }

        return terms.Settings.FirstOrDefault(setting => !IsGood(kind, setting.Key, setting.Value)).Key is { } wrong ? BadSetting.With("setting", wrong) : null;
    }

    /// <summary>What is wrong with the form of credentials.</summary>
    /// <param name="kind">How the target is spoken to.</param>
    /// <param name="form">Their form.</param>
    public static Refusal? Hindrance(TargetProtocol kind, CredentialForm form) =>
        kind == TargetProtocol.Webhook == (form == CredentialForm.Signing) ? null : WrongCredentials;

    private static bool IsGood(TargetProtocol kind, string key, string value) => Settings[kind].Contains(key) && key switch
    {
        AskEvery or PollEvery => int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600,
        _ => value.Length is >= 1 and <= 40 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'),
    };
}
