namespace SBG.Projections.ServiceLevels;

/// <summary>The bytes of an edition, under their own name: no projection makes them, no rebuild touches them.</summary>
/// <param name="Id">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="Zipped">The bytes, by gzip.</param>
public sealed record ReportBytes(string Id, byte[] Zipped);
