namespace SBG.Api.OpenApi;

/// <summary>The groups in which operations are shown: the contexts.</summary>
internal static class Tags
{
    private static readonly Dictionary<string, string> Descriptions = new()
    {
        ["Approvals"] = "Who must approve what: policies in versions, delegations.",
        ["Allotments"] = "What of a pool is kept for each client.",
        ["Audit"] = "The log over all events: signed checkpoints, proofs, replay.",
        ["Billing"] = "Price plans, usage, invoice preview.",
        ["Budgets"] = "What a month may cost before someone is told.",
        ["Catalogue"] = "Offers with immutable versions; what a client can order.",
        ["ClientFile"] = "One file per client.",
        ["Clocks"] = "Why a clock stands as it does.",
        ["Closings"] = "The closing of a month over all clients.",
        ["Clients"] = "Public bodies and their people.",
        ["Fulfilment"] = "Deliveries of requests against what was promised.",
        ["Consumption"] = "Licences that are used up.",
        ["IncidentLog"] = "Import of a historical incident log.",
        ["Incidents"] = "Incidents, from report to closure.",
        ["Invoices"] = "Invoices, from draft to settlement; who invoices.",
        ["Leases"] = "Shared licences, lent for the time of use.",
        ["Access"] = "Who sees an incident: sharing, watchers, restriction, recorded reads.",
        ["Categories"] = "The tree of incident categories.",
        ["Links"] = "How incidents stand to each other and to changes.",
        ["Merging"] = "Several incidents dealt with in one, one told as several; both can be undone.",
        ["Licences"] = "Licence pools and assignments.",
        ["Lifecycle"] = "The life of an offer: review by another person, pilot, publication, retirement.",
        ["Notices"] = "Warnings and breaches as they were announced.",
        ["Operations"] = "Long work.",
        ["Privacy"] = "Requests of people about what is held of them; who read whose protected fields.",
        ["Provisioning"] = "Orders, steps, and the agents' queue.",
        ["Pulls"] = "Usage and invoices of all clients, for finance's own systems.",
        ["Reclaims"] = "Licences that nobody needs: grounds, notice, objection, reversal.",
        ["Replay"] = "A request step by step, and what followed from it, for auditors.",
        ["Reports"] = "Compliance reports in editions that never change.",
        ["Purchases"] = "Seats bought, with their term, price and supplier; renewals and true-ups.",
        ["Rerating"] = "Notes proposed after the correction of a price, for finance to accept or reject.",
        ["Requests"] = "Carts, service requests, approvals, history.",
        ["Rehearsals"] = "Real history under other prices, another policy or another calendar.",
        ["ServiceLevels"] = "Compliance of clients and incidents.",
        ["Terms"] = "Calendars and policies, in versions.",
        ["Targets"] = "Outside systems by which steps are carried out.",
        ["Usage"] = "Meters, and the reports of use that they count.",
        ["Surveys"] = "How satisfied people are with each closing.",
        ["Webhooks"] = "Subscriptions to the event feed: signed messages, retries, replay.",
        ["WorkItems"] = "The agents' queue across clients.",
    };

    /// <summary>The context of an endpoint's handler: its folder.</summary>
    /// <param name="handler">The handler's declaring type.</param>
    public static string Of(Type handler) => handler.Namespace!.Split('.')[^1];

    /// <summary>What a group holds.</summary>
    /// <param name="tag">The group.</param>
    public static string Describe(string tag) =>
        Descriptions.TryGetValue(tag, out var description) ? description : throw new InvalidOperationException($"The group {tag} has no description.");
}
