namespace SBG.Domain.Kernel;

/// <summary>
/// Personal data as the domain, the store, messages and logs see it: ciphertext under the data key of the person
/// concerned. Only the edge seals and reveals; once the person's key is destroyed, nobody does.
/// </summary>
/// <typeparam name="T">What was sealed, before it was serialised to JSON.</typeparam>
/// <param name="Subject">Whose data key: a person's id, or an actor's subject.</param>
/// <param name="Ciphertext">base64url of version, key id, nonce, tag and AES-256-GCM ciphertext.</param>
public sealed record Sealed<T>(string Subject, string Ciphertext);
