using System.Runtime.CompilerServices;

namespace SBG.Domain.Tests.Architecture;

/// <summary>The files that people wrote.</summary>
internal static class Checkout
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "Generated", "node_modules"];

    public static IEnumerable<string> Texts() => Texts(Below());

    public static string Short(string file) => Path.GetRelativePath(Below(), file).Replace('\\', '/');

    public static string Below(params string[] parts) => Path.Combine([Root(), .. parts]);

    private static IEnumerable<string> Texts(string folder)
    {
        var below = Directory.EnumerateDirectories(folder)
            .Where(child => Path.GetFileName(child) is var name && !Generated.Contains(name) && (name[0] != '.' || name == ".ci"))
            .SelectMany(Texts);
        return Directory.EnumerateFiles(folder).Where(IsText).Concat(below);
    }

    private static bool IsText(string file) =>
        Path.GetExtension(file) is "" or ".cs" or ".md" or ".json" or ".props" or ".csproj" or ".sh" or ".yaml" or ".txt"
        && Path.GetFileName(file) != "packages.lock.json";

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
