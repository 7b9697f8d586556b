using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace SBG.Domain.Tests.Architecture;

public sealed partial class TidyTests
{
    private const int LongestSource = 400;

    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "Generated", "node_modules"];

    // Written in halves, so that this file is tidy too.
    private static readonly string[] Banned = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var words = new Regex($@"\b({string.Join('|', Banned)})\b", RegexOptions.CultureInvariant);
        Lines(Texts()).Where(line => words.IsMatch(line.Text)).Select(line => line.Where).Should().BeEmpty("what is to be done is done, or is not written about");
    }

    [Fact]
    public void No_path_of_one_machine_is_written_down() =>
        Lines(Texts()).Where(line => MachinePath().IsMatch(line.Text)).Select(line => line.Where).Should().BeEmpty();

    [Fact]
    public void A_source_file_is_one_idea() =>
        Texts().Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && File.ReadLines(file).Count() > LongestSource).Select(Short)
            .Should().BeEmpty("a file of more than {0} lines holds more than one idea", LongestSource);

    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere()
    {
        var wrong = from page in Pages()
                    from Match link in Link().Matches(File.ReadAllText(page))
                    let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value))
                    where !File.Exists(target) && !Directory.Exists(target)
                    select $"{Short(page)}: {link.Groups[1].Value}";
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Every_stored_event_is_in_the_event_model()
    {
        var model = File.ReadAllText(Below("docs", "event-model.md"));
        var missing = from line in File.ReadLines(Below("tests", "SBG.Domain.Tests", "Architecture", "events.approved.txt"))
                      let name = line.Split(' ')[0]
                      where !model.Contains($"| `{name}` |", StringComparison.Ordinal)
                      select name;
        missing.Should().BeEmpty();
    }

    [Fact]
    public void The_event_model_tells_of_no_event_that_is_not_stored()
    {
        var stored = File.ReadLines(Below("tests", "SBG.Domain.Tests", "Architecture", "events.approved.txt")).Select(line => line.Split(' ')[0]).ToHashSet();
        StoredName().Matches(File.ReadAllText(Below("docs", "event-model.md"))).Select(row => row.Groups[1].Value).Where(name => !stored.Contains(name)).Should().BeEmpty();
    }

    private static IEnumerable<string> Pages() => Texts().Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    private static IEnumerable<string> Texts() => Texts(Below());

    private static IEnumerable<string> Texts(string folder)
    {
        var below = Directory.EnumerateDirectories(folder)
            .Where(child => Path.GetFileName(child) is var name && !Generated.Contains(name) && (name[0] != '.' || name == ".ci"))
            .SelectMany(Texts);
        return Directory.EnumerateFiles(folder).Where(IsText).Concat(below);
    }

    private static bool IsText(string file) =>
        Path.GetExtension(file) is "" or ".cs" or ".md" or ".json" or ".props" or ".csproj" or ".sh" or ".yaml" or ".txt"
        && Path.GetFileName(file) is not ("packages.lock.json" or ".git");

    private static IEnumerable<(string Where, string Text)> Lines(IEnumerable<string> files) =>
        files.SelectMany(file => File.ReadLines(file).Select((text, index) => ($"{Short(file)}:{index + 1} {text.Trim()}", text)));

    private static string Short(string file) => Path.GetRelativePath(Below(), file);

    private static string Below(params string[] parts) => Path.Combine([Root(), .. parts]);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"(?<![\w.*}>])/(home|root|Users|work|workspace|mnt|tmp)/\w|\b[A-Z]:\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^[|] `([a-z_]+)` [|]", RegexOptions.Multiline)]
    private static partial Regex StoredName();
}
