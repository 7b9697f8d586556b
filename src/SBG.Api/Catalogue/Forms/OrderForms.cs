using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue.Forms;

/// <summary>
/// Checks answers by forms, and forms by the meta-schema. The library judges; what people read is ours. A form never changes, so that what was compiled
/// once is kept.
/// </summary>
public sealed class OrderForms
{
    private const int MostKept = 500;

    private static readonly Uri Base = new("urn:sbg:form");

    private static readonly Dialect Dialect = Dialect.Draft202012.With(
        [
            new LinearPatternKeyword(),
            .. new IKeywordHandler[]
            {
                TypeKeyword.Instance, EnumKeyword.Instance, ConstKeyword.Instance, RequiredKeyword.Instance, DependentRequiredKeyword.Instance,
                MinLengthKeyword.Instance, MaxLengthKeyword.Instance, FormatKeyword.Instance, MinimumKeyword.Instance, MaximumKeyword.Instance,
                ExclusiveMinimumKeyword.Instance, ExclusiveMaximumKeyword.Instance, MultipleOfKeyword.Instance, MinItemsKeyword.Instance, MaxItemsKeyword.Instance,
                UniqueItemsKeyword.Instance, MinPropertiesKeyword.Instance, MaxPropertiesKeyword.Instance,
            }.Select(keyword => new ToldKeyword(keyword)),
        ],
        Base,
        refIgnoresSiblingKeywords: null,
        allowUnknownKeywords: true); // the domain has refused them, but for those that begin with x-

    private static readonly EvaluationOptions Whole = new() { OutputFormat = OutputFormat.Hierarchical, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<string, JsonSchema> _compiled = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a form that the domain accepts: it is no schema in some detail.</summary>
    /// <param name="form">The form.</param>
    public static Refusal? Flaw(OrderForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        using var document = JsonDocument.Parse(form.Schema);
        var judged = MetaSchemas.Draft202012.Evaluate(document.RootElement, Whole);
        if (!judged.IsValid)
        {
            return FormRules.NotASchema.With("pointer", Deepest(judged) is { Length: > 0 } pointer ? pointer : "/");
        }

        try
        {
            Compile(form.Schema);
            return null;
        }
        catch (Exception unusable) when (unusable is JsonSchemaException or RefResolutionException or FormatException or InvalidOperationException)
        {
            return FormRules.NotASchema.With("pointer", "/");
        }
    }

    /// <summary>All that is wrong with the answers to a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="answers">By question, in clear.</param>
    /// <returns>Pointers into the answers.</returns>
    public IReadOnlyList<FieldError> Check(OrderForm form, ImmutableSortedDictionary<string, OptionValue> answers)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(answers);
        var asked = form.Questions.Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        // Whatever the schema says of other members: what is not asked is not stored.
        var errors = answers.Keys.Where(key => !asked.Contains(key)).Select(key => FieldErrors.Unknown(FieldErrors.Below(string.Empty, key))).ToList();
        if (_compiled.Count > MostKept)
        {
            _compiled.Clear();
        }

        var schema = _compiled.GetOrAdd(form.Schema, Compile);
        var told = JsonSerializer.SerializeToElement(answers);
        FormErrors.Tell(schema.Evaluate(told, Whole), told, errors);
        return [.. errors.DistinctBy(error => (error.Pointer, error.Code))];
    }

    private static JsonSchema Compile(string schema) => JsonSchema.FromText(schema, new() { Dialect = Dialect, SchemaRegistry = new() }, Base);

    private static string Deepest(EvaluationResults judged) =>
        (judged.Details ?? []).Where(detail => !detail.IsValid).Select(Deepest).Append(judged.InstanceLocation.ToString()).MaxBy(pointer => pointer.Length)!;
}
