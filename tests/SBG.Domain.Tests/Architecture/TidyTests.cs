using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace SBG.Domain.Tests.Architecture;

public sealed partial class TidyTests
{
    private const int LongestSource = 400;

    // Written in halves, so that this file is tidy too.
    private static readonly string[] Banned = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var words = new Regex($@"\b({string.Join('|', Banned)})\b", RegexOptions.CultureInvariant);
        Lines(Checkout.Texts()).Where(line => words.IsMatch(line.Text)).Select(line => line.Where).Should().BeEmpty("what is to be done is done, or is not written about");
    }

    [Fact]
    public void No_path_of_one_machine_is_written_down() =>
        Lines(Checkout.Texts()).Where(line => MachinePath().IsMatch(line.Text)).Select(line => line.Where).Should().BeEmpty();

    [Fact]
    public void A_source_file_is_one_idea() =>
        Checkout.Texts().Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && File.ReadLines(file).Count() > LongestSource).Select(Checkout.Short)
            .Should().BeEmpty("a file of more than {0} lines holds more than one idea", LongestSource);

    private static IEnumerable<(string Where, string Text)> Lines(IEnumerable<string> files) =>
        files.SelectMany(file => File.ReadLines(file).Select((text, index) => ($"{Checkout.Short(file)}:{index + 1} {text.Trim()}", text)));

    [GeneratedRegex(@"(?<![\w.*}>])/(home|root|Users|work|workspace|mnt|tmp)/\w|\b[A-Z]:\\")]
    private static partial Regex MachinePath();
}
