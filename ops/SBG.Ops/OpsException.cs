namespace SBG.Ops;

/// <summary>Something that people must do first; the message says what.</summary>
/// <param name="message">One clear sentence.</param>
public sealed class OpsException(string message) : Exception(message);
