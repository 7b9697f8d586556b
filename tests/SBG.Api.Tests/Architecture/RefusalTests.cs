using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Api.Tests.Architecture;

public sealed partial class RefusalTests
{
    private static readonly Refusal[] All =
    [
        .. from assembly in new[] { typeof(Refusal).Assembly, typeof(ProblemRegistry).Assembly }
           from type in assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(Refusal) && !type.IsGenericType
           select (Refusal)field.GetValue(null)!,
    ];

    [Fact]
    public void Every_refusal_has_sentences_in_both_languages()
    {
        All.Should().HaveCountGreaterThan(40);
        foreach (var refusal in All)
        {
            ProblemRegistry.All.ContainsKey(refusal.Code).Should().BeTrue("{0} needs its sentences", refusal.Code);
            var kind = ProblemRegistry.Of(refusal.Code);
            kind.Status.Should().BeInRange(400, 499, refusal.Code);
            new[] { kind.Fr.Title, kind.Fr.Detail, kind.En.Title, kind.En.Detail }.Should().NotContainNulls().And.NotContain(string.Empty, refusal.Code);
        }
    }

    [Fact]
    public void The_sentences_of_both_languages_name_the_same_facts()
    {
        foreach (var kind in ProblemRegistry.All.Values)
        {
            Facts(kind.Fr.Detail).Should().BeEquivalentTo(Facts(kind.En.Detail), kind.Code);
        }
    }

    [Fact]
    public void Codes_of_refusals_are_distinct() => All.Select(refusal => refusal.Code).Should().OnlyHaveUniqueItems();

    private static IEnumerable<string> Facts(string detail) => Placeholder().Matches(detail).Select(match => match.Value);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
