using Microsoft.AspNetCore.Components;
using SBG.Api.Kernel.Http;
using SBG.Api.Portal.Calls;
using SBG.Api.Portal.Words;
using SBG.Domain.Kernel;

namespace SBG.Api.Portal.Layout;

/// <summary>A page: what it shows is read from the API, what is sent from it is a command of the API, and a refusal of either is shown where it belongs.</summary>
public abstract class PortalPage : ComponentBase
{
    /// <summary>The page's request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>The public API.</summary>
    [Inject]
    public PortalApi Api { get; set; } = null!;

    /// <summary>What the portal says.</summary>
    [Inject]
    public PortalWords T { get; set; } = null!;

    /// <summary>Leads to other pages.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the page cannot be shown.</summary>
    public ProblemBody? Refused { get; private set; }

    /// <summary>Why what was sent was not done.</summary>
    public ProblemBody? Problem { get; private set; }

    /// <summary>Who is signed in.</summary>
    protected Actor Actor => Http.Actor();

    /// <summary>The key of the page's forms: it comes back with the one that is sent, so that sending it twice does it once.</summary>
    protected string FormKey => field ??= Sent("key") ?? Guid.CreateVersion7().ToString();

    /// <summary>What was sent from a field; null: nothing, or nothing was sent.</summary>
    /// <param name="name">The field.</param>
    public string? Sent(string name) =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>What is wrong with a field that was sent.</summary>
    /// <param name="pointer">The end of its JSON pointer, e.g. <c>/title</c>.</param>
    protected string? ErrorOf(string pointer) => Problem?.Errors?.FirstOrDefault(error => error.Pointer.EndsWith(pointer, StringComparison.Ordinal))?.Detail;

    /// <summary>What the API would answer if it were asked for what the page names and there is none.</summary>
    protected ApiRefusedException Absent()
    {
        var sentences = ProblemRegistry.Of("resource/not-found").In(T.Language);
        return new(new("/problems/resource/not-found", sentences.Title, StatusCodes.Status404NotFound, sentences.Detail, Http.Request.Path, "resource/not-found", Http.TraceIdentifier, null, null));
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        try
        {
            await Load();
        }
        catch (ApiRefusedException refusal)
        {
            Refused = refusal.Problem;
            Http.Response.StatusCode = refusal.Problem.Status;
        }
    }

    /// <summary>Gives a command; the page shows why it was refused, and what the person wrote is still there.</summary>
    /// <param name="command">The command.</param>
    /// <param name="then">Where to go when it was done; null: the same page, read anew.</param>
    protected async Task Try(Func<Task> command, Func<string>? then = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            await command();
        }
        catch (ApiRefusedException refusal)
        {
            Problem = refusal.Problem;
            Http.Response.StatusCode = refusal.Problem.Status;
            return;
        }

        Navigation.NavigateTo(then?.Invoke() ?? Http.Request.Path + Http.Request.QueryString);
    }
}
