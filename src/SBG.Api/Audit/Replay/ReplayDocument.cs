using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Domain.Clients;

namespace SBG.Api.Audit.Replay;

/// <summary>The replay to take away: as a page and as JSON, each with a detached signature by the log's key, and how to verify them.</summary>
/// <param name="story">Tells the request.</param>
/// <param name="keys">Sign.</param>
/// <param name="store">The store.</param>
public sealed class ReplayDocument(RequestStory story, CheckpointKeys keys, IDocumentStore store)
{
    // RFC 8410: the public key as SubjectPublicKeyInfo.
    private static readonly byte[] Ed25519Header = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>The files, zipped.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The request's number and the bytes; null: there is no such request.</returns>
    internal async Task<(string Number, byte[] Zip)?> Write(string clientId, Guid requestId, CancellationToken stop)
    {
        if (await story.Chain(clientId, requestId, stop) is not { } chain || await story.Steps(clientId, requestId, stop) is not { } steps)
        {
            return null;
        }

        await using var session = store.QuerySession(clientId);
        var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop);
        var page = ReplayPage.Of(chain, steps, clientId, client!.Name, DateTimeZoneProviders.Tzdb[client.TimeZone], keys.Origin);
        var json = JsonSerializer.SerializeToUtf8Bytes(new SignedReplay(chain, steps), ApiJson.Options);
        var (key, signature) = keys.SignDocument(page);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var at = steps[^1].Event.RecordedAt;
            Add(zip, "rejeu.html", page, at);
            Add(zip, "rejeu.html.ed25519", signature, at);
            Add(zip, "rejeu.json", json, at);
            Add(zip, "rejeu.json.ed25519", keys.SignDocument(json).Signature, at);
            Add(zip, "cle.pem", Encoding.ASCII.GetBytes(Pem(key.PublicKey.Span)), at);
            Add(zip, "LISEZ-MOI.txt", Encoding.UTF8.GetBytes(ReadMe(key.ToString())), at);
        }

        return (chain.Number, bytes.ToArray());
    }

    private static string Pem(ReadOnlySpan<byte> key) =>
        $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String([.. Ed25519Header, .. key])}\n-----END PUBLIC KEY-----\n";

    private static string ReadMe(string key) =>
        $"""
        Chaque fichier « .ed25519 » est la signature (Ed25519, RFC 8032, 64 octets) des octets du fichier du même nom.
        La clé est celle qui signe les points de contrôle du journal : comparez-la à celle que vous avez gardée, ou à /v1/audit/keys.

            {key}

        Vérifier avec OpenSSL 3 :

            openssl pkeyutl -verify -pubin -inkey cle.pem -rawin -in rejeu.html -sigfile rejeu.html.ed25519
            openssl pkeyutl -verify -pubin -inkey cle.pem -rawin -in rejeu.json -sigfile rejeu.json.ed25519

        """;

    private static void Add(ZipArchive zip, string name, byte[] content, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at.ToUniversalTime();
        using var stream = entry.Open();
        stream.Write(content);
    }
}

/// <summary>The replay as it is signed.</summary>
/// <param name="Chain">What followed from the request.</param>
/// <param name="Steps">Every event.</param>
public sealed record SignedReplay(RequestChainView Chain, IReadOnlyList<ReplayStep> Steps);
