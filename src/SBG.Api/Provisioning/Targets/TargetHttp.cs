using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using SBG.Api.Kernel.Outside;
using SBG.Domain.Kernel;

namespace SBG.Api.Provisioning.Targets;

/// <summary>
/// Calls targets: within the time that a target has, to addresses that may be called, without following redirects, and not at all for a while when an
/// address answered almost nothing lately. A call is made once: attempts and their waits are on record in the order, not hidden here.
/// </summary>
/// <param name="clients">Makes HTTP clients.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Where failures are told; never a credential or a body.</param>
public sealed class TargetHttp(IHttpClientFactory clients, TimeProvider clock, ILogger<TargetHttp> log)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "targets";

    /// <summary>How long an address is left alone that answers almost nothing.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>Calls.</summary>
    /// <param name="target">The target, with its credentials.</param>
    /// <param name="request">Its path, relative to the target's address, method, headers and body.</param>
    /// <param name="stop">Cancels, without an answer.</param>
    public async Task<TargetAnswer> Send(OpenTarget target, HttpRequestMessage request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(request);
        var terms = target.Target.Terms;
        var path = request.RequestUri!.OriginalString;
        request.RequestUri = new Uri(terms.BaseUrl.TrimEnd('/') + (path is [] or ['/', ..] ? path : '/' + path)); // never a part of the host
        request.Headers.Authorization = target.Secrets switch
        {
            { Username: { } name, Password: { } password } => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))),
            { Token: { } token } => new AuthenticationHeaderValue("Bearer", token),
            _ => null,
        };
        using var time = new CancellationTokenSource(terms.TimeOut, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, both.Token);
            return new((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(both.Token)) { RetryAfter = RetryAfter(answer.Headers.RetryAfter) };
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            TargetLog.Failed(log, target.Target.Id, failed.GetType().Name);
            return failed switch
            {
                ForbiddenAddressException or { InnerException: ForbiddenAddressException } => TargetAnswer.None(TargetFailure.Forbidden),
                BrokenCircuitException => TargetAnswer.None(TargetFailure.Resting) with { RetryAfter = Rest },
                OperationCanceledException => TargetAnswer.None(TargetFailure.TimedOut),
                _ => TargetAnswer.None(TargetFailure.Unreachable),
            };
        }
    }

    /// <summary>How the client works.</summary>
    /// <param name="services">The services.</param>
    internal static void Register(IServiceCollection services) => services
        .AddHttpClient(Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // each call has its target's own
            client.MaxResponseContentBufferSize = LargestAnswer;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("SBG/1");
        })
        .RemoveAllLoggers() // their paths can tell more than they should
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<OutsideAddress>().Handler())
        .AddResilienceHandler(Client, pipeline => pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.9,
            MinimumThroughput = 30,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = Rest,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is HttpRequestException or OperationCanceledException || (int?)args.Outcome.Result?.StatusCode >= 500),
        }))
        .SelectPipelineByAuthority();

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? told) => told switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } when at > clock.GetUtcNow() => at - clock.GetUtcNow(),
        _ => null,
    };
}

/// <summary>Why there is no answer.</summary>
public enum TargetFailure
{
    /// <summary>The time was up; whether it was received is not known.</summary>
    TimedOut,

    /// <summary>No connection, or it broke; whether it was received is not known.</summary>
    Unreachable,

    /// <summary>It was not called: it answered almost nothing lately.</summary>
    Resting,

    /// <summary>It was not called: its address may not be.</summary>
    Forbidden,
}

/// <summary>An answer, read whole, or why there is none.</summary>
/// <param name="Status">HTTP status; 0: no answer.</param>
/// <param name="Body">The body.</param>
public sealed record TargetAnswer(int Status, byte[] Body)
{
    /// <summary>The call was not answered.</summary>
    public static readonly Refusal Unreachable = new("provisioning/target-unreachable");

    /// <summary>The target's address may not be called.</summary>
    public static readonly Refusal Forbidden = new("provisioning/target-address-forbidden");

    /// <summary>Why there is no answer; null: there is one.</summary>
    public TargetFailure? Failure { get; init; }

    /// <summary>How long the target wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it is a success.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Why there is no answer: a registered code; null: there is one.</summary>
    public string? FailureCode => Failure switch
    {
        null => null,
        TargetFailure.TimedOut => SBG.Domain.Provisioning.FailStep.TimedOut.Code,
        TargetFailure.Forbidden => Forbidden.Code,
        _ => Unreachable.Code,
    };

    /// <summary>The body, when it is a JSON object.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>No answer.</summary>
    /// <param name="failure">Why.</param>
    public static TargetAnswer None(TargetFailure failure) => new(0, []) { Failure = failure };
}

/// <summary>What is logged of targets.</summary>
internal static partial class TargetLog
{
    /// <summary>A call had no answer.</summary>
    [LoggerMessage(2, LogLevel.Warning, "Target {Target} did not answer: {Cause}")]
    public static partial void Failed(ILogger log, Guid target, string cause);
}
