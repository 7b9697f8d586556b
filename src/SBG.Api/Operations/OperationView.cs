using System.Text.Json;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.Operations;

/// <summary>Long work, as its caller polls it.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Kind">What is done, e.g. <c>incident-import</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Progress">How far it got, in the unit of the work.</param>
/// <param name="Result">What came of it; absent until completed.</param>
/// <param name="Error">Why it was given up; absent unless failed.</param>
/// <param name="CreatedAt">When it was accepted (UTC).</param>
/// <param name="UpdatedAt">When it last changed (UTC).</param>
public sealed record OperationView(
    Guid Id,
    string Kind,
    OperationStatus Status,
    OperationProgress Progress,
    JsonElement? Result,
    OperationErrorView? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Represents an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static OperationView Of(Operation operation, string language)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new(
            operation.Id,
            operation.Kind,
            operation.Status,
            operation.Progress,
            operation.Status == OperationStatus.Completed ? operation.Result : null,
            operation.Error is { } error ? OperationErrorView.Of(error, language) : null,
            operation.CreatedAt,
            operation.UpdatedAt);
    }
}

/// <summary>Why work was given up.</summary>
/// <param name="Code">Stable and public.</param>
/// <param name="Title">In the caller's language.</param>
/// <param name="Detail">In the caller's language.</param>
public sealed record OperationErrorView(string Code, string Title, string Detail)
{
    /// <summary>Represents an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static OperationErrorView Of(OperationError error, string language)
    {
        ArgumentNullException.ThrowIfNull(error);
        var refusal = new Refusal(error.Code) { Arguments = error.Arguments };
        return new(error.Code, ProblemRegistry.Of(error.Code).In(language).Title, Problem.Sentence(refusal, language));
    }
}
