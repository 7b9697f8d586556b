using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SBG.Ops.Commands;

/// <summary>Tells the figures to people and to programs.</summary>
internal static class BenchReport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(IReadOnlyList<BenchResult> results)
    {
        Console.WriteLine($"{Environment.NewLine}{"",-4}{"measured",12} {"",-11}{"target",-28}details");
        foreach (var result in results)
        {
            var details = string.Join(", ", result.Details.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Value:0.#}")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Key,-4}{result.Value,12:0.000} {result.Unit,-11}{result.Target,-28}{details}"));
        }
    }

    /// <summary>Writes <c>artifacts/bench/results.json</c>.</summary>
    public static async Task Write(IReadOnlyList<BenchResult> results, BenchMachine machine, CancellationToken stop)
    {
        var file = new JsonObject();
        foreach (var result in results)
        {
            var entry = new JsonObject
            {
                [result.IsRatio ? "ratio" : "value"] = Rounded(result.Value),
                ["unit"] = result.Unit,
                ["target"] = result.Target,
                ["service"] = result.Service,
                ["reference"] = result.Reference,
            };
            foreach (var (name, value) in result.Details)
            {
                entry[name] = Rounded(value);
            }

            entry["machine"] = JsonSerializer.SerializeToNode(machine, JsonSerializerOptions.Web);
            file[result.Key] = entry;
        }

        var path = Repository.Below("artifacts", "bench", "results.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, file.ToJsonString(Readable) + "\n", stop);
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
