using System.Security.Cryptography;
using System.Text.Json;

namespace SBG.Api.Hosting;

/// <summary>
/// The generated secrets of a development installation, shared by its nodes: one file, made once, readable by its owner only.
/// Never used in Production.
/// </summary>
/// <param name="SigningKey">PKCS#8 of an ECDSA P-256 key, base64.</param>
/// <param name="KeyEncryptionKey">32 bytes, base64.</param>
public sealed record DevelopmentSecrets(string SigningKey, string KeyEncryptionKey)
{
    /// <summary>Reads the file, or makes it; of several nodes that start at once, one makes it and all read the same.</summary>
    /// <param name="path">The file.</param>
    public static DevelopmentSecrets LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var draft = $"{path}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(draft, options))
            {
                JsonSerializer.Serialize(file, Generate());
            }

            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft); // another node was first
            }
        }

        return JsonSerializer.Deserialize<DevelopmentSecrets>(File.ReadAllText(path))
            ?? throw new InvalidOperationException($"{path} holds no secrets.");
    }

    private static DevelopmentSecrets Generate()
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Convert.ToBase64String(signing.ExportPkcs8PrivateKey()), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }
}
