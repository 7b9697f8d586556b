using System.Text.Json;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Catalogue.Forms;

public sealed class FormRulesTests
{
    private const string Good = """
        {"type":"object","properties":{"os":{"title":"Système","enum":["win","lin"]},"ram":{"type":"integer","minimum":8},"motif":{"type":"string","pattern":"^\\d+$"},
        "code":{"type":"string","x-sealed":false},"nas":{"type":"integer","x-sealed":true},"ecrans":{"type":"array","items":{"enum":["a","b"]}},"urgent":{"type":"boolean"}},
        "required":["os"],"if":{"properties":{"os":{"const":"lin"}}},"then":{"properties":{"noyau":{"enum":["6","7"]}}},"allOf":[{"$ref":"#/$defs/reste"}],"$defs":{"reste":{"required":["ram"]}}}
        """;

    [Fact]
    public void A_form_asks_its_questions_in_order_and_knows_which_answers_are_personal()
    {
        FormRules.Flaw(new(Good)).Should().BeNull();
        new OrderForm(Good).Questions.Select(question => (question.Key, question.Title, question.Kind, question.IsSealed)).Should().Equal(
            ("os", "Système", AnswerKind.Text, false), ("ram", "ram", AnswerKind.Number, false), ("motif", "motif", AnswerKind.Text, true),
            ("code", "code", AnswerKind.Text, false), ("nas", "nas", AnswerKind.Number, true), ("ecrans", "ecrans", AnswerKind.Several, false),
            ("urgent", "urgent", AnswerKind.Flag, false), ("noyau", "noyau", AnswerKind.Text, true)); // listed under a condition only: when that does not hold, anything can be told
        new OrderForm(Good).Questions.Single(question => question.Key == "urgent").Choices.Should().Equal("true", "false");
    }

    [Theory]
    [InlineData("catalogue/form-not-a-schema", "[]")]
    [InlineData("catalogue/form-not-a-schema", """{"type":"string"}""")]
    [InlineData("catalogue/form-not-a-schema", """{"type":"object","type":"object"}""")]
    [InlineData("catalogue/form-not-a-schema", """{"type":"object","$schema":"http://json-schema.org/draft-07/schema#"}""")]
    [InlineData("catalogue/form-not-a-schema", """{"type":"object","properties":[]}""")]
    [InlineData("catalogue/form-not-a-schema", """{"type":"object","allOf":[1]}""")]
    [InlineData("catalogue/form-unknown-keyword", """{"type":"object","properties":{"a":{"maxLenght":3}}}""")]
    [InlineData("catalogue/form-unknown-keyword", """{"type":"object","patternProperties":{}}""")]
    [InlineData("catalogue/form-bad-reference", """{"type":"object","properties":{"a":{"$ref":"https://ailleurs.example/s"}}}""")]
    [InlineData("catalogue/form-bad-reference", """{"type":"object","properties":{"a":{"$ref":"#/$defs/rien"}}}""")]
    [InlineData("catalogue/form-bad-reference", """{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""")]
    [InlineData("catalogue/form-bad-pattern", """{"type":"object","properties":{"a":{"pattern":"("}}}""")]
    [InlineData("catalogue/form-bad-pattern", """{"type":"object","properties":{"a":{"pattern":"(a)\\1"}}}""")]
    [InlineData("catalogue/form-bad-pattern", """{"type":"object","properties":{"a":{"pattern":"^(?=a)"}}}""")]
    [InlineData("catalogue/form-bad-question", """{"type":"object","properties":{"deux mots":{}}}""")]
    [InlineData("catalogue/form-bad-question", """{"type":"object","properties":{"quantity":{}}}""")]
    [InlineData("catalogue/form-bad-question", """{"type":"object","properties":{"a":{"type":"object"}}}""")]
    [InlineData("catalogue/form-bad-question", """{"type":"object","properties":{"a":{"items":{"properties":{}}}}}""")]
    [InlineData("catalogue/form-bad-question", """{"type":"object","then":{"properties":{"a":{"type":["object","null"]}}}}""")]
    public void A_form_that_orders_cannot_be_checked_by_is_refused(string code, string schema) => FormRules.Flaw(new(schema))?.Code.Should().Be(code);

    [Fact]
    public void A_form_is_bounded_in_length_depth_questions_and_what_its_references_amount_to()
    {
        string[] doubling = [.. Enumerable.Range(0, 40).Select(n => $$"""  "d{{n}}":{"allOf":[{"$ref":"#/$defs/d{{n + 1}}"},{"$ref":"#/$defs/d{{n + 1}}"}]}""")];
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 20)) + "true" + new string('}', 20);
        string[] schemas =
        [
            $$"""{"type":"object","title":"{{new string('x', FormRules.MostBytes)}}"}""",
            "{\"type\":\"object\",\"properties\":{" + string.Join(',', Enumerable.Range(0, 61).Select(n => $"\"q{n}\":{{}}")) + "}}",
            """{"type":"object","properties":{"a":{"$ref":"#/$defs/d0"}},"$defs":{"d40":{},""" + string.Join(',', doubling) + "}}",
        ];
        schemas.Select(schema => FormRules.Flaw(new(schema))?.Code).Should().AllBe("catalogue/form-too-large");
        FormRules.Flaw(new("{\"type\":\"object\",\"not\":" + deep + "}"))?.Code.Should().Be("catalogue/form-not-a-schema");
    }

    [Theory]
    [InlineData("^\\d{3}$", "123", true)]
    [InlineData("^\\d{3}$", "12٣", false)]
    [InlineData("^\\d{3}$", "123\n", false)]
    [InlineData("^[\\w-]+$", "a_b-9", true)]
    [InlineData("^[\\w-]+$", "é", false)]
    [InlineData("^\\D\\W$", "a!", true)]
    [InlineData("^[$\\\\]$", "\\", true)]
    public void A_pattern_means_what_ECMA_262_says(string pattern, string text, bool matches) => FormPattern.Compile(pattern)!.IsMatch(text).Should().Be(matches);

    [Fact]
    public void A_pattern_that_would_explode_elsewhere_takes_the_time_of_its_text() =>
        FormPattern.Compile("^(a+)+$")!.IsMatch(new string('a', 4000) + "!").Should().BeFalse();

    [Fact]
    public void An_offer_has_a_form_or_options_and_conditions_rest_on_what_can_be_read()
    {
        var form = new OrderForm("""{"type":"object","properties":{"os":{"enum":["win","lin"]},"motif":{"type":"string"},"disques":{"type":"integer"}}}""");
        Code(Offers.Terms with { Form = form }).Should().Be("catalogue/form-and-options");
        Code(Asking("os", "lin")).Should().BeNull();
        Code(Asking("os", "mac")).Should().Be("catalogue/step-unreachable");
        Code(Asking("disques", "2")).Should().BeNull();
        Code(Asking("motif", "urgent")).Should().Be("catalogue/step-unreachable");
        Code(Asking("autre", "x")).Should().Be("catalogue/step-unreachable");

        OfferTerms Asking(string option, string choice) =>
            Offers.Terms with { Options = [], Form = form, Plan = [Offers.Step("preparer") with { Condition = new(option, [choice]) }] };

        static string? Code(OfferTerms terms) => OfferRules.Hindrance(terms)?.Code;
    }

    [Fact]
    public void The_form_of_a_list_of_options_asks_the_same()
    {
        var form = OrderForm.Of(Offers.Terms.Options);
        FormRules.Flaw(form).Should().BeNull();
        form.Questions.Select(question => (question.Key, question.Title, question.IsSealed)).Should().Equal(("taille", "Taille", false), ("couleur", "Couleur", false));
    }

    [Theory]
    [InlineData("\"16\"", "16", true)]
    [InlineData("16.0", "16", true)]
    [InlineData("true", "true", true)]
    [InlineData("[\"a\",2]", "2", true)]
    [InlineData("[\"a\",2]", "b", false)]
    [InlineData("{\"subject\":\"p\",\"ciphertext\":\"x\"}", "x", false)]
    public void An_answer_is_the_JSON_value_that_it_is(string json, string choice, bool isIt)
    {
        var answer = JsonSerializer.Deserialize<OptionValue>(json)!;
        answer.Is(choice).Should().Be(isIt);
        JsonSerializer.Deserialize<OptionValue>(JsonSerializer.Serialize(answer)).Should().Be(answer);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[[1]]")]
    public void Nothing_else_is_an_answer(string json) => FluentActions.Invoking(() => JsonSerializer.Deserialize<Dictionary<string, OptionValue>>($$"""{"a":[{{json}}]}""")).Should().Throw<JsonException>();
}
