using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SBG.Api.ClientFile;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SBG.Api.OpenApi;

/// <summary>The forms of values that reflection does not know.</summary>
internal sealed class ContractSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(Money) && schema is OpenApiSchema money)
        {
            money.Description = "An amount of Canadian dollars.";
            money.Type = JsonSchemaType.Object;
            money.AdditionalPropertiesAllowed = false;
            money.Required = new HashSet<string> { "amount", "currency" };
            money.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?\d{1,12}(\.\d{1,6})?$", Description = "Dollars." },
                ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(Money.Currency)], Description = "ISO 4217." },
            };
        }
        else if (context.Type == typeof(OptionValue) && schema is OpenApiSchema answer)
        {
            answer.Description = "An answer: a text, a number, true, false, or several of them.";
            answer.Properties = null;
            answer.Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Array;
            answer.MaxLength = BodyContract.LongestAnswer;
            answer.MaxItems = BodyContract.MostAnswers;
            answer.Items = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean };
        }
        else if (context.Type == typeof(OrderForm) && schema is OpenApiSchema form)
        {
            form.Description = "A JSON Schema (draft 2020-12) of the answers.";
            form.Properties = null;
            form.Required = null;
            form.Type = JsonSchemaType.Object;
        }
        else if (context.Type == typeof(Projections.ClientFile.ClientFile) && schema is OpenApiSchema file)
        {
            // The stored document gets this member on its way out.
            file.Properties!["currentMonth"] = context.SchemaGenerator.GenerateSchema(typeof(CurrentMonthView), context.SchemaRepository);
        }
    }
}
