using SBG.Testing;

namespace SBG.Api.Tests.Licences;

/// <summary>A service that begins thirty days ago, and whose clock a test moves on.</summary>
public sealed class ApiOfLastMonth : Testing.Api
{
    private readonly ShiftedClock _clock = new() { Ahead = TimeSpan.FromDays(-30) };

    /// <summary>Now, by the service's clock.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <inheritdoc/>
    protected override TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));

    /// <summary>Lets time pass.</summary>
    /// <param name="by">How much; never beyond today in all.</param>
    public void Advance(TimeSpan by) => _clock.Ahead += by;
}
