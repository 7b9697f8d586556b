using SBG.Api.Kernel;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;

namespace SBG.Api.Incidents;

/// <summary>
/// Who of the provider may tell that something happened earlier than it is told: the roles that the setting <c>Incidents:LateFacts</c> names, separated by commas.
/// </summary>
/// <param name="configuration">The settings.</param>
public sealed class LateFacts(IConfiguration configuration)
{
    private readonly string[] _roles = configuration.GetValue("Incidents:LateFacts", $"{Role.Agent},{Role.ServiceManager}")!
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What the caller tells now; events that are recorded by it happened then.</summary>
    /// <param name="recorder">Records it.</param>
    /// <param name="occurredAt">When it happened, if earlier than now.</param>
    public Telling Told(Recorder recorder, DateTimeOffset? occurredAt)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        recorder.Facts = recorder.Facts with { OccurredAt = occurredAt };
        return new(recorder.Now, occurredAt, recorder.Actor.IsProvider && recorder.Actor.Has(_roles));
    }
}
