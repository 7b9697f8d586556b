using System.Text.Json;
using Marten;
using SBG.Api.Kernel.Sealing;
using SBG.Api.Provisioning.Targets;
using SBG.Domain.Clients;
using SBG.Domain.Provisioning;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning.Scim;

/// <summary>
/// A client of SCIM 2.0 (RFC 7643, 7644). Every attempt looks first: what is there already is not made again. An account that the service makes bears the
/// person's id as <c>externalId</c>; one that was there before, found by its <c>userName</c>, is used and never undone. What another order of the person still needs stays.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="http">Calls.</param>
/// <param name="vault">Reveals the person's name and address.</param>
public sealed class ScimConnector(TargetDirectory targets, TargetHttp http, Vault vault) : IConnector
{
    private const string Users = "/Users";
    private const string Groups = "/Groups";

    private static readonly string[] UserSchemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];

    /// <inheritdoc/>
    public string Name => Catalogued.Scim;

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop) => Work(call, async (step, directory) =>
    {
        var (user, words) = await Account(call, directory, stop);
        if (step.Resource == ScimStep.User)
        {
            return ConnectorOutcome.Done with { Words = words };
        }

        var group = await GroupOf(directory, step.Group!) ?? throw new ScimStopException(ConnectorOutcome.Failed(TargetOutcome.Refusal.Code) with { Words = "no such group" });
        await directory.Patch(group, new { op = "add", path = "members", value = new[] { new { value = user } } });
        return ConnectorOutcome.Done with { Words = words + ", member" };
    }, stop);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop) => Work(call, async (step, directory) =>
    {
        if (step.Undo == "keep" || await IsNeededElsewhere(call, step, stop))
        {
            return ConnectorOutcome.Done with { Words = "kept" };
        }

        var ours = await Made(call.Order.BeneficiaryId, directory);
        if (step.Resource == ScimStep.User)
        {
            return ours is null ? ConnectorOutcome.Done with { Words = "not ours" }
                : step.Undo == "delete" ? Told(await directory.Delete(PathOf(ours.Value)), "deleted")
                : Told(await directory.Patch(PathOf(ours.Value), new { op = "replace", path = "active", value = false }), "deactivated");
        }

        var user = ours ?? await Named(call, directory, stop);
        if (user is null || await GroupOf(directory, step.Group!) is not { } group)
        {
            return ConnectorOutcome.Done with { Words = "nothing there" };
        }

        return Told(await directory.Patch(group, new { op = "remove", path = $"members[{ScimRequest.Equal("value", IdOf(user.Value))}]" }), "removed");
    }, stop);

    // Its outcomes are known when it is asked.
    /// <inheritdoc/>
    public Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop) =>
        call.Undo ? Deprovision(call, stop) : Provision(call, stop);

    /// <inheritdoc/>
    public async Task<Holding> Inspect(ConnectorCall call, CancellationToken stop)
    {
        var holding = Holding.Unknown;
        await Work(call, async (step, directory) =>
        {
            var user = await Made(call.Order.BeneficiaryId, directory) ?? await Named(call, directory, stop);
            holding = user is null ? Holding.Nothing
                : ScimDirectory.Member(user.Value, "active") is { ValueKind: JsonValueKind.False } ? Holding.Otherwise
                : step.Resource == ScimStep.User ? Holding.AsDelivered
                : await GroupOf(directory, step.Group!) is { } group && await directory.HasMember(group, IdOf(user.Value)) ? Holding.AsDelivered
                : Holding.Nothing;
            return ConnectorOutcome.Done;
        }, stop);
        return holding;
    }

    private Task<ConnectorOutcome> Work(ConnectorCall call, Func<ScimStep, ScimDirectory, Task<ConnectorOutcome>> work, CancellationToken stop) => targets.Call(call, async target =>
    {
        if (ScimStep.Of(call.Progress.Step) is not { } step)
        {
            return ConnectorOutcome.FailedFinally(TargetOutcome.SettingMissing.Code);
        }

        try
        {
            return await work(step, new(target, http, stop));
        }
        catch (ScimStopException stopped)
        {
            return stopped.Outcome;
        }
    }, stop);

    // The account's id: found, or made.
    private async Task<(string Id, string Words)> Account(ConnectorCall call, ScimDirectory directory, CancellationToken stop)
    {
        if (await Made(call.Order.BeneficiaryId, directory) is { } ours)
        {
            return (await Activated(ours, directory), "found");
        }

        if (await Named(call, directory, stop) is { } there)
        {
            return (await Activated(there, directory), "was there");
        }

        var person = await call.Session.LoadAsync<Person>(call.Order.BeneficiaryId, stop);
        if (await vault.Reveal(person?.Email, stop) is not { } email || await vault.Reveal(person?.Name, stop) is not { } name)
        {
            throw new ScimStopException(ConnectorOutcome.FailedFinally(Vault.KeyDestroyed.Code));
        }

        var made = await directory.Create(Users, new
        {
            schemas = UserSchemas,
            externalId = call.Order.BeneficiaryId.ToString(),
            userName = email,
            displayName = name,
            name = new { formatted = name },
            emails = new[] { new { value = email, type = "work", primary = true } },
            active = true,
        });

        // Someone made it since it was looked for, or it is hidden from us: the next attempt looks again.
        return made is { } created ? (IdOf(created), "201") : throw new ScimStopException(ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code) with { Words = "409" });
    }

    private static async Task<JsonElement?> Made(Guid personId, ScimDirectory directory)
    {
        var found = await directory.Find(Users, ScimRequest.Equal("externalId", $"{personId}"), user => TextOf(user, "externalId") == $"{personId}");
        return found.Count == 0 ? null : found[0];
    }

    // userName is compared without regard to case (RFC 7643, section 4.1.1).
    private async Task<JsonElement?> Named(ConnectorCall call, ScimDirectory directory, CancellationToken stop)
    {
        var person = await call.Session.LoadAsync<Person>(call.Order.BeneficiaryId, stop);
        if (await vault.Reveal(person?.Email, stop) is not { } email)
        {
            return null;
        }

        var found = await directory.Find(Users, ScimRequest.Equal("userName", email), user => string.Equals(TextOf(user, "userName"), email, StringComparison.OrdinalIgnoreCase));
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<string> Activated(JsonElement user, ScimDirectory directory)
    {
        if (ScimDirectory.Member(user, "active") is { ValueKind: JsonValueKind.False })
        {
            await directory.Patch(PathOf(user), new { op = "replace", path = "active", value = true });
        }

        return IdOf(user);
    }

    private static async Task<string?> GroupOf(ScimDirectory directory, string name)
    {
        var found = await directory.Find(Groups, ScimRequest.Equal("displayName", name), group => TextOf(group, "displayName") == name);
        return found.Count == 1 ? $"{Groups}/{Uri.EscapeDataString(IdOf(found[0]))}" : null;
    }

    private static async Task<bool> IsNeededElsewhere(ConnectorCall call, ScimStep step, CancellationToken stop)
    {
        var person = call.Order.BeneficiaryId;
        var orders = await call.Session.Query<ProvisioningOrder>().Where(order => order.BeneficiaryId == person && order.Id != call.Order.Id).ToListAsync(stop);
        return orders.SelectMany(order => order.Steps).Any(other =>
            other.Step.Target == call.Progress.Step.Target && other is { Status: StepStatus.Completed or StepStatus.InProgress or StepStatus.Pending, Undo: null }
            && (step.IsSame(other.Step) || (step.Resource == ScimStep.User && ScimStep.Of(other.Step) is not null)));
    }

    private static ConnectorOutcome Told(bool wasThere, string words) => ConnectorOutcome.Done with { Words = wasThere ? words : "nothing there" };

    private static string PathOf(JsonElement user) => $"{Users}/{Uri.EscapeDataString(IdOf(user))}";

    private static string IdOf(JsonElement resource) =>
        TextOf(resource, "id") is { Length: > 0 } id ? id : throw new ScimStopException(ConnectorOutcome.Failed(TargetOutcome.Unexpected.Code));

    private static string? TextOf(JsonElement resource, string name) =>
        ScimDirectory.Member(resource, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
