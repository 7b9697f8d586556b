using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Portal.SignIn;
using SBG.Api.Portal.Words;

namespace SBG.Api.Portal.Calls;

/// <summary>The public API as the portal calls it: by the token of whoever is signed in, in that person's language. The portal knows no other way.</summary>
/// <param name="http">Leads to this service itself.</param>
/// <param name="context">The page's request.</param>
/// <param name="words">The person's language.</param>
public sealed class PortalApi(HttpClient http, IHttpContextAccessor context, PortalWords words)
{
    private const int MostPages = 20;

    private static readonly JsonSerializerOptions ProblemJson = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a resource.</summary>
    /// <typeparam name="TView">Its representation.</typeparam>
    /// <param name="path">Its path, with the query.</param>
    /// <param name="writing">How it is written, where it is sent as it is stored; null: as the API writes.</param>
    /// <returns>It, with its entity tag.</returns>
    /// <exception cref="ApiRefusedException">The API refused.</exception>
    public async Task<Tagged<TView>> Read<TView>(string path, JsonSerializerOptions? writing = null)
    {
        using var answer = await Send(HttpMethod.Get, path, null, null, null);
        return await TaggedOf<TView>(answer, writing);
    }

    /// <summary>Reads a resource that may be another's or not be there.</summary>
    /// <typeparam name="TView">Its representation.</typeparam>
    /// <param name="path">Its path, with the query.</param>
    /// <returns>Null: the caller may not see it, or there is none.</returns>
    public async Task<TView?> Find<TView>(string path)
        where TView : class
    {
        try
        {
            return (await Read<TView>(path)).View;
        }
        catch (ApiRefusedException refusal) when (refusal.Problem.Status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads the first page of a list.</summary>
    /// <typeparam name="TItem">An item's representation.</typeparam>
    /// <param name="path">The list's path, with the query.</param>
    public async Task<Page<TItem>> Page<TItem>(string path) => (await Read<Page<TItem>>(path)).View;

    /// <summary>Reads a whole list that is known to be short: the people, the offers of a client.</summary>
    /// <typeparam name="TItem">An item's representation.</typeparam>
    /// <param name="path">The list's path, without the query.</param>
    public async Task<IReadOnlyList<TItem>> All<TItem>(string path)
    {
        var items = new List<TItem>();
        string? cursor = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await Page<TItem>(path + "?limit=200" + (cursor is null ? string.Empty : "&cursor=" + Uri.EscapeDataString(cursor)));
            items.AddRange(page.Items);
            cursor = page.NextCursor;
            if (cursor is null)
            {
                break;
            }
        }

        return items;
    }

    /// <summary>Gives a command.</summary>
    /// <typeparam name="TView">What it answers.</typeparam>
    /// <param name="path">Its path.</param>
    /// <param name="body">What it says; null: nothing.</param>
    /// <param name="tag">The version that the person saw.</param>
    /// <param name="key">The key that was shown with the form: the same form sent twice is one command.</param>
    /// <exception cref="ApiRefusedException">The API refused; nothing is stored.</exception>
    public Task<Tagged<TView>> Do<TView>(string path, object? body = null, string? tag = null, string? key = null) => Command<TView>(HttpMethod.Post, path, body, tag, key);

    /// <summary>Takes something away.</summary>
    /// <typeparam name="TView">What it answers.</typeparam>
    /// <param name="path">Its path.</param>
    /// <param name="tag">The version that the person saw.</param>
    public Task<Tagged<TView>> Remove<TView>(string path, string? tag) => Command<TView>(HttpMethod.Delete, path, null, tag, null);

    private async Task<Tagged<TView>> Command<TView>(HttpMethod method, string path, object? body, string? tag, string? key)
    {
        using var answer = await Send(method, path, body, tag, key);
        return await TaggedOf<TView>(answer);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? tag, string? key)
    {
        var page = context.HttpContext ?? throw new InvalidOperationException("Outside of a request.");
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", await page.GetTokenAsync(PortalSignIn.Scheme, "access_token"));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(words.Language));
        request.Headers.TryAddWithoutValidation("X-Request-Id", page.CorrelationId());
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        }

        var answer = await http.SendAsync(request, page.RequestAborted);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw new ApiRefusedException(await answer.Content.ReadFromJsonAsync<ProblemBody>(ProblemJson, page.RequestAborted)
                ?? throw new InvalidOperationException($"{method} {path} answered {answer.StatusCode} without a problem."));
        }
    }

    private static async Task<Tagged<TView>> TaggedOf<TView>(HttpResponseMessage answer, JsonSerializerOptions? writing = null) => new(
        await answer.Content.ReadFromJsonAsync<TView>(writing ?? ApiJson.Options) ?? throw new InvalidOperationException("An answer without a body."),
        answer.Headers.ETag?.Tag);
}

/// <summary>A representation, and the version that it shows.</summary>
/// <typeparam name="TView">The representation's type.</typeparam>
/// <param name="View">The representation.</param>
/// <param name="Tag">Its entity tag; null: it has none.</param>
public sealed record Tagged<TView>(TView View, string? Tag);

/// <summary>The API refused.</summary>
/// <param name="problem">Why, in the person's language.</param>
public sealed class ApiRefusedException(ProblemBody problem) : Exception(problem.Code)
{
    /// <summary>Why, in the person's language.</summary>
    public ProblemBody Problem { get; } = problem;
}
