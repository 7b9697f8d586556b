using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SBG.Api.Tests.Portal;

/// <summary>Someone at a browser without scripts: follows links, fills in forms, keeps cookies.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Testing.Api api) => _http = new(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = api.Http.BaseAddress };

    /// <summary>What the browser keeps.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The page that is open.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>How it was answered.</summary>
    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>Its path.</summary>
    public string Path => Answer.RequestMessage!.RequestUri!.AbsolutePath;

    /// <summary>What it says.</summary>
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('\u00a0', ' ');

    /// <summary>Signs in.</summary>
    /// <param name="api">The service.</param>
    /// <param name="persona">Whom to be.</param>
    public static async Task<Visitor> Of(Testing.Api api, string persona)
    {
        var visitor = new Visitor(api);
        await visitor.Open("/portail");
        await visitor.Open($"{visitor.Answer.RequestMessage!.RequestUri!.PathAndQuery}&persona={Uri.EscapeDataString(persona)}");
        return visitor;
    }

    /// <summary>Opens a page.</summary>
    /// <param name="path">Its path.</param>
    public Task Open(string path) => Show(new(HttpMethod.Get, path));

    /// <summary>Follows the first link that leads under a path.</summary>
    /// <param name="path">The path's beginning.</param>
    public Task Follow(string path) => Open(Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).First(link => link.StartsWith(path, StringComparison.Ordinal)));

    /// <summary>Whether the page has a form.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => Page.QuerySelector($"input[name=_handler][value='{name}']") is not null;

    /// <summary>Sends a form as it is, but for what is filled in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filled">By field.</param>
    public Task Send(string name, params (string Field, string Value)[] filled) => Show(Filled(name, filled));

    /// <summary>The request that sending a form makes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filled">By field.</param>
    public HttpRequestMessage Filled(string name, params (string Field, string Value)[] filled)
    {
        var form = (IHtmlFormElement)Page.QuerySelector($"input[name=_handler][value='{name}']")!.Closest("form")!;
        var values = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type != "checkbox").Select(input => (input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(select => (select.Name!, select.Value ?? string.Empty)))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(area => (area.Name!, area.Value)))
            .ToDictionary(value => value.Item1, value => value.Item2);
        foreach (var (field, value) in filled)
        {
            values[field] = value;
        }

        return new(HttpMethod.Post, Answer.RequestMessage!.RequestUri!.PathAndQuery) { Content = new FormUrlEncodedContent(values) };
    }

    /// <summary>Shows what a request is answered.</summary>
    /// <param name="request">The request.</param>
    public async Task Show(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        Answer = await _http.SendAsync(request);
        Page = new HtmlParser().ParseDocument(await Answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
