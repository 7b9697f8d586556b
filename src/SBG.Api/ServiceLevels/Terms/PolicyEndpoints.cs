using Marten;
using SBG.Api.Clients;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.ServiceLevels.Rehearsals;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Rehearsals;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>Service-level policies, in versions, and the agreement on one with a client.</summary>
public static class PolicyEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/service-level-policies", Create)
            .Creates<PolicyView>("CreateServiceLevelPolicy", "Create a policy with its first version.", Role.ServiceManager);
        api.MapGet("/v1/service-level-policies", List)
            .Lists<PolicyView>("ListServiceLevelPolicies", "List the policies, the newest first.", CalendarEndpoints.Readers);
        api.MapResource<PolicyView>(
            "/v1/service-level-policies/{policyId:guid}", Get, "GetServiceLevelPolicy", "Read a policy with its versions.", [.. CalendarEndpoints.Readers, Role.ClientManager]);
        api.MapPost("/v1/service-level-policies/{policyId:guid}/draft", Draft)
            .Changes<PolicyView>("DraftServiceLevelPolicyVersion", "Draft the next version, or write its draft anew.", Role.ServiceManager);
        api.MapPost("/v1/service-level-policies/{policyId:guid}/rehearse", Rehearse)
            .Changes<PolicyView>("RehearseServiceLevelPolicyDraft", "Read real history as the draft would have it, and keep what differs with the draft.", Role.ServiceManager);
        api.MapPost("/v1/service-level-policies/{policyId:guid}/publish", Publish)
            .Changes<PolicyView>("PublishServiceLevelPolicyVersion", "Publish the rehearsed draft as the next version; incidents already reported keep theirs.", Role.ServiceManager);
        api.MapPost("/v1/clients/{clientId}/agree-service-level", Agree)
            .Changes<ClientView>("AgreeServiceLevel", "Agree on a policy with the client.", Role.ServiceManager);
    }

    private static Task<IResult> Create(CreatePolicyBody body, Recorder recorder, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var terms = body.Terms.Terms;
            var policy = session.New<ServiceLevelPolicy>(id);
            Recorder.Demand(policy.Record(
                CreatePolicy.Decide(new(id, body.Name, body.ValidFrom, terms), null, await IsPublished(session, terms, stop)), recorder.Now));
            return Answer.Created(PolicyView.Of(policy.State!, recorder.Actor), policy.Version, $"/v1/service-level-policies/{id}");
        }, stop);
    }

    private static Task<IResult> Draft(Guid policyId, DraftPolicyVersionBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var terms = body.Terms.Terms;
            var policy = await recorder.Fetch<ServiceLevelPolicy>(session, policyId, stop);
            Recorder.Demand(policy.Record(
                DraftPolicyVersion.Decide(new(body.ValidFrom, terms, body.Corrects), policy.State!, await IsPublished(session, terms, stop)), recorder.Now));
            return Answer.Ok(PolicyView.Of(policy.State!, recorder.Actor), policy.Version);
        }, stop);

    private static Task<IResult> Rehearse(Guid policyId, RehearseDraftBody body, Recorder recorder, Rehearser rehearser, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var policy = await recorder.Fetch<ServiceLevelPolicy>(session, policyId, stop);
            Recorder.Demand(DraftRules.ToRehearse(policy.State!.Draft is not null));
            var rehearsal = await rehearser.OfPolicy(policy.State, body, recorder.Now, stop);
            Recorder.Demand(policy.Record(RehearsePolicyDraft.Decide(new(rehearsal), policy.State), recorder.Now));
            return Answer.Ok(PolicyView.Of(policy.State, recorder.Actor), policy.Version);
        }, stop);

    private static Task<IResult> Publish(Guid policyId, Recorder recorder, CancellationToken stop) =>
        recorder.Change<ServiceLevelPolicy, PolicyView>(
            Tenant.Provider, policyId, PublishPolicyVersion.Decide, policy => ValueTask.FromResult(PolicyView.Of(policy, recorder.Actor)), stop);

    private static Task<IResult> Agree(string clientId, AgreeServiceLevelBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var client = await recorder.Fetch<Client>(session, Client.StreamOf(clientId), stop);
            var policy = await session.ForTenant(Tenant.Provider).LoadAsync<ServiceLevelPolicy>(body.PolicyId, stop);
            Recorder.Demand(client.Record(AgreeServiceLevel.Decide(new(body.PolicyId), client.State!, policy is not null), recorder.Now));
            return Answer.Ok(ClientView.Of(client.State!, recorder.Actor), client.Version);
        }, stop);

    private static Task<IResult> Get(Guid policyId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<ServiceLevelPolicy, PolicyView>(
            Tenant.Provider, policyId, moment, policy => ValueTask.FromResult(PolicyView.Of(policy, reading.Actor)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<ServiceLevelPolicy, PolicyView>(
            Tenant.Provider, paging, policies => policies, policy => ValueTask.FromResult(PolicyView.Of(policy, reading.Actor)), stop);

    private static async Task<bool> IsPublished(IQuerySession session, PolicyTerms terms, CancellationToken stop) =>
        (await session.LoadAsync<BusinessCalendar>(terms.CalendarId, stop))?.Version(terms.CalendarVersion) is not null;
}
