namespace SBG.Ops.Demo;

/// <summary>Who takes part: an invented public body, its people, and the provider's staff.</summary>
/// <param name="ClientId">The public body's code.</param>
public sealed record Cast(string ClientId)
{
    /// <summary>The provider's staff.</summary>
    public const string Admin = "admin.mcn";

    /// <summary>Manages offers, pools, policies.</summary>
    public const string ServiceManager = "service-manager.mcn";

    /// <summary>Another of them: nobody publishes alone.</summary>
    public const string Reviewer = "florence@service-manager.mcn";

    /// <summary>Carries out manual steps, resolves incidents.</summary>
    public const string Agent = "bruno@agent.mcn";

    /// <summary>Prices.</summary>
    public const string Finance = "finance.mcn";

    /// <summary>Replays histories.</summary>
    public const string Auditor = "auditor.mcn";

    /// <summary>The public body's path.</summary>
    public string Path => "/v1/clients/" + ClientId;

    /// <summary>Orders.</summary>
    public string Requester => "ana@requester." + ClientId;

    /// <summary>Orders and could approve, but never her own.</summary>
    public string RequesterAndApprover => "chloe@requester.approver." + ClientId;

    /// <summary>Approves.</summary>
    public string Approver => "denis@approver." + ClientId;

    /// <summary>Reads the file, the invoices, the service levels.</summary>
    public string Manager => "elise@client-manager." + ClientId;

    /// <summary>A public body of which nothing is known yet: the demonstration can be seen again and again.</summary>
    /// <param name="api">The API.</param>
    public static async Task<Cast> New(DemoApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        for (var number = 1; ; number++)
        {
            var code = number == 1 ? "cegep-fjord" : $"cegep-fjord-{number}";
            if (!await api.Exists(Admin, "/v1/clients/" + code))
            {
                return new(code);
            }
        }
    }
}
