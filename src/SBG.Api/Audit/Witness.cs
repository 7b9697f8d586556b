using System.Globalization;
using System.Net.Http.Headers;

namespace SBG.Api.Audit;

/// <summary>Someone outside of the database who keeps checkpoints, so that a log that was rewritten as a whole contradicts them.</summary>
internal interface IWitness
{
    /// <summary>By which it is remembered how far it was told.</summary>
    string Name { get; }

    /// <summary>Hands it a checkpoint; it may be handed the same one again.</summary>
    Task Take(IssuedCheckpoint checkpoint, CancellationToken stop);
}

/// <summary>A folder, e.g. on a medium that can be written once: a file for each checkpoint.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderWitness(string folder) : IWitness
{
    public string Name => "folder:" + folder;

    public async Task Take(IssuedCheckpoint checkpoint, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Number:D10}.checkpoint"));
        var draft = file + ".draft";
        await File.WriteAllTextAsync(draft, checkpoint.Note, stop);
        if (!File.Exists(file))
        {
            File.Move(draft, file, overwrite: false); // whole or not at all, and never another in its place
        }
        else
        {
            File.Delete(draft);
        }
    }
}

/// <summary>An address that takes the signed note as the body of a POST.</summary>
/// <param name="url">The address.</param>
/// <param name="http">Calls.</param>
internal sealed class HttpWitness(Uri url, HttpClient http) : IWitness
{
    public string Name => "http:" + url;

    public async Task Take(IssuedCheckpoint checkpoint, CancellationToken stop)
    {
        using var note = new StringContent(checkpoint.Note);
        note.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        using var answer = await http.PostAsync(url, note, stop);
        answer.EnsureSuccessStatusCode();
    }
}
