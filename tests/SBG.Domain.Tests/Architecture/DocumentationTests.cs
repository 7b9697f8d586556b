using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace SBG.Domain.Tests.Architecture;

public sealed partial class DocumentationTests
{
    private static readonly string Stored = Checkout.Below("tests", "SBG.Domain.Tests", "Architecture", "events.approved.txt");

    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere()
    {
        var wrong = from page in Pages()
                    from Match link in Link().Matches(File.ReadAllText(page))
                    let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value))
                    where !File.Exists(target) && !Directory.Exists(target)
                    select $"{Checkout.Short(page)}: {link.Groups[1].Value}";
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Every_stored_event_is_in_the_event_model()
    {
        var model = File.ReadAllText(Checkout.Below("docs", "event-model.md"));
        var missing = from line in File.ReadLines(Stored)
                      let name = line.Split(' ')[0]
                      where !model.Contains($"| `{name}` |", StringComparison.Ordinal)
                      select name;
        missing.Should().BeEmpty();
    }

    [Fact]
    public void The_event_model_tells_of_no_event_that_is_not_stored()
    {
        var stored = File.ReadLines(Stored).Select(line => line.Split(' ')[0]).ToHashSet();
        StoredName().Matches(File.ReadAllText(Checkout.Below("docs", "event-model.md"))).Select(row => row.Groups[1].Value).Where(name => !stored.Contains(name)).Should().BeEmpty();
    }

    [Fact]
    public void Every_setting_that_the_service_reads_is_in_the_runbook()
    {
        var read = Checkout.Texts().Where(file => Checkout.Short(file).StartsWith("src", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Setting().Matches(File.ReadAllText(file))).Select(told => told.Groups["key"].Value).ToHashSet();
        read.Should().Contain("Identity:Authority").And.Contain("RateLimit:Burst").And.Contain("Sealing:Keys");
        var runbook = File.ReadAllText(Checkout.Below("docs", "runbook.md"));
        read.Where(key => !runbook.Contains($"| `{key}", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_package_is_used_and_has_its_reason()
    {
        var pinned = Package("PackageVersion").Matches(File.ReadAllText(Checkout.Below("Directory.Packages.props"))).Select(row => row.Groups[1].Value).ToArray();
        var used = Checkout.Texts().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(file => Package("PackageReference").Matches(File.ReadAllText(file))).Select(row => row.Groups[1].Value).ToHashSet();
        pinned.Should().BeEquivalentTo(used, "what nobody uses goes");
        var told = File.ReadLines(Checkout.Below("docs", "adr", "0013-dependencies.md")).Where(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)).ToHashSet();
        pinned.Where(package => !told.Contains(package)).Should().BeEmpty("a dependency is a decision");
    }

    private static IEnumerable<string> Pages() => Checkout.Texts().Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    private static Regex Package(string element) => new($"<{element} Include=\"([^\"]+)\"", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^[|] `([a-z_]+)` [|]", RegexOptions.Multiline)]
    private static partial Regex StoredName();

    [GeneratedRegex(@"[cC]onfiguration(\[|\.GetValue\(|\.GetSection\()""(?<key>[A-Za-z_:]+)""")]
    private static partial Regex Setting();
}
