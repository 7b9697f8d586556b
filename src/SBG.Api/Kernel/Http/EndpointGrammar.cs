using SBG.Api.Identity;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Sealing;

namespace SBG.Api.Kernel.Http;

/// <summary>What an endpoint is to its callers: read by authorisation, by the strict edge and by the OpenAPI document.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="OperationId">Unique.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Roles">Who may: at least one of them; none: every authenticated caller.</param>
/// <param name="View">The representation answered.</param>
public sealed record EndpointContract(EndpointKind Kind, string OperationId, string Summary, IReadOnlyList<string> Roles, Type View);

/// <summary>What an endpoint does.</summary>
public enum EndpointKind
{
    /// <summary>Reads one resource.</summary>
    Read,

    /// <summary>Reads a page of a list.</summary>
    List,

    /// <summary>Starts something: 201, <c>Location</c>, <c>ETag</c>.</summary>
    Create,

    /// <summary>A command on an existing resource: <c>If-Match</c> is demanded.</summary>
    Change,

    /// <summary>Asks for a calculation; stores nothing.</summary>
    Ask,

    /// <summary>Starts long work: 202 and an operation.</summary>
    Operate,
}

/// <summary>The words with which an endpoint says what it is. One without them is denied.</summary>
public static class EndpointGrammar
{
    /// <summary>Reads one resource.</summary>
    public static RouteHandlerBuilder Reads<TView>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.Read, operationId, summary, roles, typeof(TView)));

    /// <summary>
    /// Maps a single resource: as it is, as it stood, and what changed between two moments. The endpoint answers all three by <see cref="Reading.One"/>.
    /// </summary>
    public static RouteHandlerBuilder MapResource<TView>(
        this IEndpointRouteBuilder routes, string path, Delegate read, string operationId, string summary, params string[] roles)
    {
        routes.MapGet(path + "/changes", read).WithMetadata(new ChangesRoute())
            .Reads<ChangesView>(operationId + "Changes", "What changed between two moments, and by which events; a moment is an instant or a version.", roles);
        return routes.MapGet(path, read).Reads<TView>(operationId, summary, roles);
    }

    /// <summary>Reads a page of a list.</summary>
    public static RouteHandlerBuilder Lists<TItem>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.List, operationId, summary, roles, typeof(Page<TItem>)));

    /// <summary>Starts something.</summary>
    public static RouteHandlerBuilder Creates<TView>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.Create, operationId, summary, roles, typeof(TView)));

    /// <summary>A command on an existing resource.</summary>
    public static RouteHandlerBuilder Changes<TView>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.Change, operationId, summary, roles, typeof(TView)));

    /// <summary>Asks for a calculation by POST; stores nothing.</summary>
    public static RouteHandlerBuilder Asks<TView>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.Ask, operationId, summary, roles, typeof(TView)));

    /// <summary>Starts long work.</summary>
    public static RouteHandlerBuilder Operates<TView>(this RouteHandlerBuilder endpoint, string operationId, string summary, params string[] roles) =>
        endpoint.Is(new(EndpointKind.Operate, operationId, summary, roles, typeof(TView)));

    /// <summary>Open to everyone, without a token: health, documentation, sign-in.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous();

    /// <summary>Bodies up to this many bytes instead of <see cref="StrictBody.DefaultLimit"/>.</summary>
    public static RouteHandlerBuilder WithBodyLimit(this RouteHandlerBuilder endpoint, int bytes) => endpoint.WithMetadata(new BodyLimit(bytes));

    /// <summary>A body that is an array of at most this many.</summary>
    public static RouteHandlerBuilder WithBatchesOf(this RouteHandlerBuilder endpoint, int most) => endpoint.WithMetadata(new BatchLimit(most));

    /// <summary>Answers another success than its kind does.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status) => endpoint.WithMetadata(new SuccessStatus(status));

    /// <summary>Answers a file in place of JSON.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, string mediaType) =>
        endpoint.Produces(StatusCodes.Status200OK, contentType: mediaType).WithMetadata(new FileAnswer(mediaType));

    private static RouteHandlerBuilder Is(this RouteHandlerBuilder endpoint, EndpointContract contract) =>
        endpoint.WithName(contract.OperationId).WithMetadata(contract).RequireAuthorization(ContractPolicy.Name).AddEndpointFilter(ShownFields.BeforeAnswer);
}

/// <summary>A route that tells what changed of a resource: it takes <c>from</c> and <c>to</c> in place of the resource's own parameters.</summary>
public sealed record ChangesRoute
{
    /// <summary>Query parameter: from which moment on; absent: from the first event on.</summary>
    public const string From = "from";

    /// <summary>Query parameter: up to which moment; absent: now.</summary>
    public const string To = "to";
}

/// <summary>The most bytes that an endpoint's body may have.</summary>
/// <param name="Bytes">The most bytes.</param>
public sealed record BodyLimit(int Bytes);

/// <summary>An endpoint's answer is a file.</summary>
/// <param name="MediaType">What of.</param>
public sealed record FileAnswer(string MediaType);

/// <summary>The most items of an endpoint's body that is an array.</summary>
/// <param name="Items">The most items.</param>
public sealed record BatchLimit(int Items);

/// <summary>The success that an endpoint answers, where its kind does not say it.</summary>
/// <param name="Status">HTTP status.</param>
public sealed record SuccessStatus(int Status);
