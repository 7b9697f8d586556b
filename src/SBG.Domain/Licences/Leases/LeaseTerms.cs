namespace SBG.Domain.Licences.Leases;

/// <summary>For how long the licences of a shared pool are lent.</summary>
/// <param name="Length">From when a lease is granted or renewed until it ends by itself.</param>
/// <param name="TakeWithin">How long a seat is kept for whoever waited for it.</param>
public sealed record LeaseTerms(TimeSpan Length, TimeSpan TakeWithin)
{
    /// <summary>What applies when nothing was told: half an hour, and five minutes.</summary>
    public static LeaseTerms Usual { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
}
