using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using SBG.Api.Kernel.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SBG.Api.OpenApi;

/// <summary>Writes the limits of every body into its schema, from the same contract that checks it; describes the tags; sorts what has no order.</summary>
internal sealed class ContractDocument : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var schema in (swaggerDoc.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.OfType<OpenApiSchema>())
        {
            Open(schema, swaggerDoc);
        }

        foreach (var parameter in context.ApiDescriptions.SelectMany(operation => operation.ParameterDescriptions))
        {
            if (parameter.Source == BindingSource.Body && parameter.Type is { } told)
            {
                // A body that is an array has no schema of its own; what it holds has.
                var type = told.IsGenericType ? told.GetGenericArguments()[0] : told;
                BodyContract.Of(type).Describe(new OpenApiSchemaReference(context.SchemaRepository.TryLookupByType(type, out var body) ? body.Reference.Id! : type.Name, swaggerDoc), swaggerDoc);
                if (type != told)
                {
                    // Events of a batch can have extensions, and data that are of no use here.
                    var item = (OpenApiSchema)swaggerDoc.Components!.Schemas![type.Name];
                    item.AdditionalPropertiesAllowed = true;
                    foreach (var part in item.Properties!.Values.OfType<OpenApiSchema>().SelectMany(member => member.AnyOf ?? []).OfType<OpenApiSchemaReference>())
                    {
                        ((OpenApiSchema)swaggerDoc.Components.Schemas[part.Reference.Id!]).AdditionalPropertiesAllowed = true;
                    }
                }
            }
        }

        swaggerDoc.Tags = new HashSet<OpenApiTag>(
            swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Tags!)
                .Select(tag => tag.Reference.Id!).Distinct().Order(StringComparer.Ordinal)
                .Select(name => new OpenApiTag { Name = name, Description = Tags.Describe(name) }));
        if (swaggerDoc.Components?.Schemas is { } schemas)
        {
            swaggerDoc.Components.Schemas = new SortedDictionary<string, IOpenApiSchema>(schemas, StringComparer.Ordinal);
        }
    }

    /// <summary>An answer can gain members; a member that refers to another schema and is not required can be null.</summary>
    private static void Open(OpenApiSchema schema, OpenApiDocument document)
    {
        schema.AdditionalPropertiesAllowed = true;
        foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
        {
            if (member is OpenApiSchemaReference { Reference.Id: { } id } && schema.Required?.Contains(name) is not true)
            {
                schema.Properties![name] = new OpenApiSchema
                {
                    Description = member.Description,
                    AnyOf = [new OpenApiSchemaReference(id, document), new OpenApiSchema { Type = JsonSchemaType.Null }],
                };
            }
        }
    }
}
