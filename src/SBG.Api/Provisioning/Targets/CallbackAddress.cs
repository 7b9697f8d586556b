namespace SBG.Api.Provisioning.Targets;

/// <summary>Where targets tell outcomes that come later, as they reach it from outside.</summary>
/// <param name="configuration">The settings: <c>Provisioning:PublicUrl</c>; in Development the address of the service itself.</param>
/// <param name="environment">The environment.</param>
public sealed class CallbackAddress(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly string? _base = (configuration["Provisioning:PublicUrl"] ?? (environment.IsDevelopment() ? configuration["Identity:Issuer"] : null))?.TrimEnd('/');

    /// <summary>The address for a target.</summary>
    /// <param name="targetId">The target.</param>
    /// <returns>Null: the service does not know how it is reached from outside.</returns>
    public string? Of(Guid targetId) => _base is null ? null : $"{_base}/v1/targets/{targetId}/callbacks";
}
