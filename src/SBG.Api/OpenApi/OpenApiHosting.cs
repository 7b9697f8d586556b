using Microsoft.OpenApi;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.OpenApi;

/// <summary>The API's description: OpenAPI 3.1 at <c>/openapi/v1.json</c>, for people at <c>/swagger</c>.</summary>
public static class OpenApiHosting
{
    internal const string Scheme = "oauth2";

    private static readonly string[] Documentation = ["SBG.Domain.xml", "SBG.Projections.xml", "SBG.Api.xml"];

    private static readonly Dictionary<string, string> Roles = new()
    {
        [Role.Requester] = "Of a client: carts, own requests, own incidents, own licences.",
        [Role.Approver] = "Of a client: approves or rejects requests, never one's own.",
        [Role.ClientManager] = "Of a client: its file, requests, invoices, service levels, people.",
        [Role.Agent] = "Of the provider: work queues, incidents, manual steps.",
        [Role.ServiceManager] = "Of the provider: offers, plans, policies, calendars, pools, teams.",
        [Role.Finance] = "Of the provider: usage, price plans, invoices.",
        [Role.Auditor] = "Of the provider: reads every history, writes nothing.",
        [Role.PrivacyOfficer] = "Of the provider: personal data.",
        [Role.Admin] = "Of the provider: clients, identities, rebuilds.",
    };

    /// <summary>Registers the generator.</summary>
    /// <param name="services">The services.</param>
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new()
            {
                Title = "SBG",
                Version = "v1",
                Description = "Service bureautique gouvernemental: catalogue, requests, provisioning, licences, incidents, service levels and billing. "
                    + "Errors are problem+json (RFC 9457), in French unless English is accepted. Tolerate members and enumeration values that you do not know.",
                Contact = new() { Name = "SBG", Url = new("https://sbg.example/") },
                License = new() { Name = "MIT", Identifier = "MIT" },
            });
            options.AddServer(new() { Url = "/", Description = "This service." });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            foreach (var documentation in Documentation)
            {
                options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, documentation));
            }

            options.MapType<TimeSpan>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "duration" });
            options.AddSecurityDefinition(Scheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Any one of an operation's scopes lets in; a token of another client meets 404.",
                Flows = new() { ClientCredentials = new() { TokenUrl = new("/connect/token", UriKind.Relative), Scopes = Roles } },
            });
            options.SchemaFilter<ContractSchemas>();
            options.OperationFilter<ContractOperations>();
            options.DocumentFilter<ContractDocument>();
        });
    }

    /// <summary>Serves the document and its page.</summary>
    /// <param name="app">The application.</param>
    public static void MapApiDescription(this WebApplication app)
    {
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint("/openapi/v1.json", "SBG v1");
            options.DocumentTitle = "SBG";
        });
        app.MapSwagger("/openapi/{documentName}.json", options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1).Public();
    }
}
