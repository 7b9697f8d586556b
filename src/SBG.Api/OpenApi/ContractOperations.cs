using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using SBG.Api.Billing.Documents;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SBG.Api.OpenApi;

/// <summary>Writes what an endpoint's contract says into its operation: summary, headers, statuses, examples, who may.</summary>
internal sealed class ContractOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<EndpointContract>().FirstOrDefault() is not { } contract)
        {
            return;
        }

        operation.OperationId = contract.OperationId;
        operation.Summary = contract.Summary;
        operation.Description = Describe(contract);
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tags.Of(metadata.OfType<MethodInfo>().First().DeclaringType!), context.Document) };
        operation.Security = [.. contract.Roles.Select(role => new OpenApiSecurityRequirement { [new(OpenApiHosting.Scheme, context.Document)] = [role] })];
        if (contract.Roles.Count == 0)
        {
            operation.Security = [new() { [new(OpenApiHosting.Scheme, context.Document)] = [] }];
        }

        AddHeaders(operation, contract);
        if (metadata.OfType<ChangesRoute>().Any())
        {
            operation.Parameters =
            [
                .. operation.Parameters!.Where(parameter => parameter.In != ParameterLocation.Query),
                AMoment(ChangesRoute.From, "From which moment on: an instant (RFC 3339) or a version; absent: from the first event on.", "3"),
                AMoment(ChangesRoute.To, "Up to which moment; absent: now.", "2026-11-23T14:30:00Z"),
            ];
        }

        if (operation.RequestBody?.Content is { } bodies)
        {
            foreach (var body in bodies.Values.OfType<OpenApiMediaType>())
            {
                var type = context.ApiDescription.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id == "Body")?.Type;
                body.Example = type is null ? null : Examples.Of(type);
                if (metadata.OfType<BatchLimit>().FirstOrDefault() is { } batch && body.Schema is OpenApiSchema array)
                {
                    (array.MinItems, array.MaxItems) = (1, batch.Items);
                }
            }
        }

        operation.Responses = Answers(operation, contract, metadata, context);
    }

    private static string Describe(EndpointContract contract) => contract.Kind switch
    {
        EndpointKind.Change => "A command on an existing resource: name its current version in `If-Match`.",
        EndpointKind.List => "A page in a stable order; follow `nextCursor` or the `Link` header.",
        EndpointKind.Create => "Give an `Idempotency-Key` to be able to repeat the call safely.",
        EndpointKind.Ask => "A calculation; nothing is stored.",
        EndpointKind.Operate => "Long work: the answer leads to an operation that tells its progress and its result.",
        _ => "The answer's `ETag` is the resource's version.",
    };

    private static void AddHeaders(OpenApiOperation operation, EndpointContract contract)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Name = parameter.In == ParameterLocation.Query ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!) : parameter.Name;
            Bound(parameter);
            if (parameter is { In: ParameterLocation.Query, Name: "limit", Schema: OpenApiSchema limit })
            {
                limit.Minimum = "1";
                limit.Maximum = Paging.MaxLimit.ToString(CultureInfo.InvariantCulture);
                limit.Default = Paging.DefaultLimit;
            }
        }

        if (contract.Kind == EndpointKind.Change)
        {
            operation.Parameters.Add(Header("If-Match", "The version that the command is meant for, as `ETag` told it.", required: true, "\"7\""));
        }

        if (contract.Kind is EndpointKind.Create or EndpointKind.Change or EndpointKind.Operate)
        {
            operation.Parameters.Add(Header("Idempotency-Key", "The same key and body get the same answer for 24 hours; nothing is run again.", required: false, "7f1d3c1e-order-1", Idempotency.MaxLength));
        }

        if (contract.Kind == EndpointKind.Read)
        {
            operation.Parameters.Add(Header("If-None-Match", "A known version: 304 when it is still the current one.", required: false, "\"7\""));
        }
    }

    private static void Bound(OpenApiParameter parameter)
    {
        if (parameter is { Name: "clientId", Schema: OpenApiSchema client })
        {
            parameter.Description = "The public body's short code.";
            parameter.Example = "cegep-fjord";
            client.Pattern = RegisterClient.ClientCode;
            client.MaxLength = 40;
        }
        else if (parameter is { In: ParameterLocation.Path, Schema: OpenApiSchema { Format: "uuid" } })
        {
            parameter.Description ??= "Id as it was answered.";
        }
        else if (parameter is { In: ParameterLocation.Query, Schema: OpenApiSchema { Type: JsonSchemaType.String, Format: null } text })
        {
            text.MaxLength = BodyContract.DefaultMaxLength;
        }
    }

    private static OpenApiParameter AMoment(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = BodyContract.DefaultMaxLength },
        Example = example,
    };

    private static OpenApiParameter Header(string name, string description, bool required, string example, int longest = 60) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
        Example = example,
    };

    private static OpenApiResponses Answers(OpenApiOperation operation, EndpointContract contract, IList<object> metadata, OperationFilterContext context)
    {
        var success = metadata.OfType<SuccessStatus>().FirstOrDefault()?.Status ?? contract.Kind switch
        {
            EndpointKind.Create => StatusCodes.Status201Created,
            EndpointKind.Operate => StatusCodes.Status202Accepted,
            _ => StatusCodes.Status200OK,
        };
        var answers = new OpenApiResponses { [Text(success)] = Success(success, contract, metadata, context) };
        if (operation.Parameters!.Any(parameter => parameter is { In: ParameterLocation.Query, Name: "asOf" }) || metadata.OfType<ChangesRoute>().Any())
        {
            answers[Text(success)].Headers![PastView.RightsHeader] = Told("Of an answer about the past: `today`, the rights that the caller has now decide what is shown.");
        }

        if (contract.Kind == EndpointKind.Read)
        {
            answers[Text(StatusCodes.Status304NotModified)] = new OpenApiResponse { Description = "It is still the version that you know." };
        }

        var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemBody), context.SchemaRepository);
        foreach (var status in Problems(operation, contract, context.ApiDescription.RelativePath!))
        {
            answers[Text(status)] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = problem } },
            };
        }

        return answers;
    }

    private static OpenApiResponse Success(int status, EndpointContract contract, IEnumerable<object> metadata, OperationFilterContext context)
    {
        var headers = new Dictionary<string, IOpenApiHeader> { ["X-Request-Id"] = Told("Names the call in logs and traces.") };
        if (contract.Kind is EndpointKind.Read or EndpointKind.Create or EndpointKind.Change)
        {
            headers["ETag"] = Told("The resource's version.");
        }

        if (status is StatusCodes.Status201Created or StatusCodes.Status202Accepted)
        {
            headers["Location"] = Told("Where it is.");
        }

        if (contract.Kind == EndpointKind.List)
        {
            headers["Link"] = Told("The next page, `rel=\"next\"`.");
        }

        if (contract.Kind is EndpointKind.Create or EndpointKind.Change or EndpointKind.Operate)
        {
            headers["Idempotent-Replayed"] = Told("`true` when the answer is one that was kept.");
        }

        var content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/json"] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(contract.View, context.SchemaRepository),
                Example = Examples.Of(contract.View),
            },
        };
        foreach (var type in metadata.OfType<IProducesResponseTypeMetadata>().SelectMany(told => told.ContentTypes).Where(type => type.StartsWith("text/", StringComparison.Ordinal) || type == InvoiceDocument.MediaType))
        {
            content[type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type == InvoiceDocument.MediaType ? "binary" : null } };
        }

        if (metadata.OfType<FileAnswer>().FirstOrDefault() is { } file)
        {
            content = new() { [file.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } };
        }

        return new() { Description = ReasonPhrases.GetReasonPhrase(status), Headers = headers, Content = content };
    }

    private static OpenApiHeader Told(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static SortedSet<int> Problems(OpenApiOperation operation, EndpointContract contract, string path)
    {
        var statuses = new SortedSet<int>
        {
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status406NotAcceptable,
            StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
        };
        if (path.Contains('{', StringComparison.Ordinal))
        {
            statuses.Add(StatusCodes.Status404NotFound);
        }

        if (operation.RequestBody is not null)
        {
            statuses.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity]);
        }

        if (contract.Kind is EndpointKind.Create or EndpointKind.Change or EndpointKind.Operate)
        {
            statuses.UnionWith([StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity]);
        }

        if (contract.Kind == EndpointKind.Change)
        {
            statuses.UnionWith([StatusCodes.Status412PreconditionFailed, StatusCodes.Status428PreconditionRequired]);
        }

        return statuses;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
