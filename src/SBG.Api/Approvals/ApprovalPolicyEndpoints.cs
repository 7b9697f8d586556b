using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;

namespace SBG.Api.Approvals;

/// <summary>Who must approve what: policies of the provider, and of each client, in versions.</summary>
public static class ApprovalPolicyEndpoints
{
    private const string OfProvider = "/v1/approval-policies";
    private const string OfClient = "/v1/clients/{clientId}/approval-policies";

    private static readonly string[] Readers = [Role.ServiceManager, Role.Agent, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(OfProvider, Create).Creates<ApprovalPolicyView>("CreateApprovalPolicy", "Create a policy with its first version.", Role.ServiceManager);
        api.MapGet(OfProvider, List).Lists<ApprovalPolicyView>("ListApprovalPolicies", "List the provider's policies, the newest first.", Readers);
        api.MapResource<ApprovalPolicyView>(OfProvider + "/{policyId:guid}", Get, "GetApprovalPolicy", "Read a policy with its versions.", Readers);
        api.MapPost(OfProvider + "/{policyId:guid}/versions", Publish)
            .Changes<ApprovalPolicyView>("PublishApprovalPolicyVersion", "Publish the next version; requests that wait keep theirs.", Role.ServiceManager);
        api.MapPost(OfProvider + "/{policyId:guid}/retire", Retire)
            .Changes<ApprovalPolicyView>("RetireApprovalPolicy", "Let a policy apply to no new request.", Role.ServiceManager);

        api.MapPost(OfClient, CreateOfClient)
            .Creates<ApprovalPolicyView>("CreateClientApprovalPolicy", "Create a policy of the client with its first version.", Role.ClientManager);
        api.MapGet(OfClient, ListOfClient)
            .Lists<ApprovalPolicyView>("ListClientApprovalPolicies", "List the client's own policies, the newest first.", [Role.ClientManager, Role.Approver, .. Readers]);
        api.MapResource<ApprovalPolicyView>(OfClient + "/{policyId:guid}", GetOfClient, "GetClientApprovalPolicy", "Read a policy of the client with its versions.", [Role.ClientManager, Role.Approver, .. Readers]);
        api.MapPost(OfClient + "/{policyId:guid}/versions", PublishOfClient)
            .Changes<ApprovalPolicyView>("PublishClientApprovalPolicyVersion", "Publish the next version; requests that wait keep theirs.", Role.ClientManager);
        api.MapPost(OfClient + "/{policyId:guid}/retire", RetireOfClient)
            .Changes<ApprovalPolicyView>("RetireClientApprovalPolicy", "Let a policy of the client apply to no new request.", Role.ClientManager);
    }

    private static Task<IResult> Create(CreateApprovalPolicyBody body, Recorder recorder, CancellationToken stop) =>
        CreateFor(Tenant.Provider, OfProvider, body, recorder, stop);

    private static Task<IResult> CreateOfClient(string clientId, CreateApprovalPolicyBody body, Recorder recorder, CancellationToken stop) =>
        CreateFor(clientId, $"/v1/clients/{clientId}/approval-policies", body, recorder, stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) => ListOfClient(Tenant.Provider, paging, reading, stop);

    private static Task<IResult> ListOfClient(string clientId, [AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<ApprovalPolicy, ApprovalPolicyView>(
            clientId, paging, policies => policies, policy => ValueTask.FromResult(ApprovalPolicyView.Of(policy, reading.Actor)), stop);

    private static Task<IResult> Get(Guid policyId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        GetOfClient(Tenant.Provider, policyId, moment, reading, stop);

    private static Task<IResult> GetOfClient(string clientId, Guid policyId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<ApprovalPolicy, ApprovalPolicyView>(
            clientId, policyId, moment, policy => ValueTask.FromResult(ApprovalPolicyView.Of(policy, reading.Actor)), stop);

    private static Task<IResult> Publish(Guid policyId, PublishApprovalPolicyVersionBody body, Recorder recorder, CancellationToken stop) =>
        PublishOfClient(Tenant.Provider, policyId, body, recorder, stop);

    private static Task<IResult> PublishOfClient(string clientId, Guid policyId, PublishApprovalPolicyVersionBody body, Recorder recorder, CancellationToken stop) =>
        Change(clientId, policyId, policy => PublishApprovalPolicyVersion.Decide(new(body.Terms.Terms), policy), recorder, stop);

    private static Task<IResult> Retire(Guid policyId, Recorder recorder, CancellationToken stop) => RetireOfClient(Tenant.Provider, policyId, recorder, stop);

    private static Task<IResult> RetireOfClient(string clientId, Guid policyId, Recorder recorder, CancellationToken stop) =>
        Change(clientId, policyId, RetireApprovalPolicy.Decide, recorder, stop);

    private static Task<IResult> CreateFor(string owner, string path, CreateApprovalPolicyBody body, Recorder recorder, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Start<ApprovalPolicy, ApprovalPolicyView>(
            owner, id, existing => CreateApprovalPolicy.Decide(new(id, body.Name, owner, body.Terms.Terms), existing),
            policy => ValueTask.FromResult(ApprovalPolicyView.Of(policy, recorder.Actor)), $"{path}/{id}", stop);
    }

    private static Task<IResult> Change(
        string owner, Guid policyId, Func<ApprovalPolicy, Decision<ApprovalPolicy>> decide, Recorder recorder, CancellationToken stop) =>
        recorder.Change(owner, policyId, decide, policy => ValueTask.FromResult(ApprovalPolicyView.Of(policy, recorder.Actor)), stop);
}
