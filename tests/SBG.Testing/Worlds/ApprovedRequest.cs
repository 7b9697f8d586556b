namespace SBG.Testing.Worlds;

/// <summary>A request that was approved: its delivery goes on by itself.</summary>
/// <param name="Path">Its path.</param>
public sealed record ApprovedRequest(string Path)
{
    /// <summary>Where its orders are.</summary>
    public string Orders => Path + "/provisioning";

    /// <summary>Makes one of a single line.</summary>
    /// <param name="api">The service.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="offer">What is asked.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="meanwhile">What happens between the submission and the approval.</param>
    /// <param name="options">What is answered; absent: nothing.</param>
    public static Task<ApprovedRequest> Of(Api api, ActiveClient client, PublishedOffer offer, int quantity = 1, Func<Task>? meanwhile = null, object? options = null) =>
        Of(api, client, [offer], quantity, meanwhile, options);

    /// <summary>Makes one of several lines.</summary>
    /// <param name="api">The service.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="offers">What is asked, line by line.</param>
    /// <param name="quantity">How many of each.</param>
    /// <param name="meanwhile">What happens between the submission and the approval.</param>
    /// <param name="options">What is answered; absent: nothing.</param>
    public static async Task<ApprovedRequest> Of(Api api, ActiveClient client, PublishedOffer[] offers, int quantity = 1, Func<Task>? meanwhile = null, object? options = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(client);
        var requester = api.As(client.Persona("requester"));
        var lines = offers.Select(offer => new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity, options = options ?? new { } });
        var cart = (await requester.Post($"{client.Path}/carts", new { lines })).Is(201);
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        var approver = api.As(client.Persona("approver"));
        var shown = (await approver.Get(request.Location)).Is(200);
        (await approver.At(shown.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
        return new(request.Location);
    }
}
