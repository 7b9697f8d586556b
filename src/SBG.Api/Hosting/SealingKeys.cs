using SBG.Api.Kernel.Sealing;

namespace SBG.Api.Hosting;

/// <summary>Where the key-encryption keys come from.</summary>
public static class SealingKeys
{
    /// <summary>The file of the generated secrets of a development installation.</summary>
    /// <param name="configuration"><c>Development:SecretsFile</c>.</param>
    public static string SecretsFile(this IConfiguration configuration) =>
        configuration["Development:SecretsFile"] ?? Path.Combine(AppContext.BaseDirectory, ".sbg", "secrets.json");

    /// <summary>Reads the ring: <c>Sealing:CurrentKey</c> and <c>Sealing:Keys:{id}</c> (32 bytes, base64), or the generated key in Development.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="InvalidOperationException">Outside of Development without keys.</exception>
    public static KeyRing Read(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var keys = configuration.GetSection("Sealing:Keys").GetChildren().ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value ?? string.Empty));
        if (keys.Count > 0)
        {
            return new(configuration["Sealing:CurrentKey"] ?? string.Empty, keys);
        }

        return environment.IsDevelopment()
            ? new("development", new Dictionary<string, byte[]> { ["development"] = Convert.FromBase64String(DevelopmentSecrets.LoadOrCreate(configuration.SecretsFile()).KeyEncryptionKey) })
            : throw new InvalidOperationException("Sealing:CurrentKey and Sealing:Keys must give the key-encryption keys.");
    }
}
