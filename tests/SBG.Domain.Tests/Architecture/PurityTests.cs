using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Architecture;

public sealed partial class PurityTests
{
    private static readonly Assembly Domain = typeof(Refusal).Assembly;

    [Fact]
    public void The_domain_knows_the_framework_and_time_zones_only() =>
        Domain.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Should().BeSubsetOf(["NodaTime", "netstandard", "mscorlib"]);

    [Fact]
    public void The_domain_reads_no_clock_and_draws_no_chance()
    {
        var wrong = from file in Sources()
                    from line in File.ReadLines(file)
                    where Impure().IsMatch(line)
                    select $"{Path.GetFileName(file)}: {line.Trim()}";
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void A_context_decides_nothing_for_another()
    {
        var wrong = from file in Sources()
                    let context = Path.GetRelativePath(Root(), file).Split(Path.DirectorySeparatorChar)[0]
                    from line in File.ReadLines(file)
                    from Match call in Decider().Matches(line)
                    let command = Domain.GetTypes().FirstOrDefault(type => type.Name == call.Groups[1].Value)
                    where command is not null && command.Namespace!.Split('.')[2] != context && context is not "Import"
                    select $"{Path.GetFileName(file)}: {line.Trim()}";
        wrong.Should().BeEmpty();
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SBG.Domain"));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(UtcNow|DateTime\.Now|DateTimeOffset\.Now|Random\b|Guid\.NewGuid|CreateVersion7|Environment\.|File\.|Console\.|TimeZoneInfo\.Local)")]
    private static partial Regex Impure();

    [GeneratedRegex(@"\b(\w+)\.Decide\(")]
    private static partial Regex Decider();
}
