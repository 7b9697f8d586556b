using SBG.Domain.Provisioning;

namespace SBG.Api.Provisioning.Scim;

/// <summary>What a plan's step says of a directory.</summary>
/// <param name="Resource"><c>user</c>: the beneficiary's account is there and active; <c>membership</c>: it is also in a group.</param>
/// <param name="Group">The group's display name.</param>
/// <param name="Undo">How an account is undone that the service made: <c>deactivate</c>, <c>delete</c> or <c>keep</c>.</param>
internal sealed record ScimStep(string Resource, string? Group, string Undo)
{
    /// <summary>Setting: what the step keeps.</summary>
    public const string ResourceKey = "resource";

    /// <summary>Setting: the group of a membership.</summary>
    public const string GroupKey = "group";

    /// <summary>Setting: how an account is undone.</summary>
    public const string UndoKey = "undo";

    /// <summary>The account.</summary>
    public const string User = "user";

    /// <summary>The membership.</summary>
    public const string Membership = "membership";

    /// <summary>Reads a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Null: it does not say enough.</returns>
    public static ScimStep? Of(OrderStep step)
    {
        var told = new ScimStep(
            step.Settings.GetValueOrDefault(ResourceKey, User), step.Settings.GetValueOrDefault(GroupKey), step.Settings.GetValueOrDefault(UndoKey, "deactivate"));
        return (told.Resource == User || told is { Resource: Membership, Group: not null }) && told.Undo is "deactivate" or "delete" or "keep" ? told : null;
    }

    /// <summary>Whether another step keeps the same thing for the same person.</summary>
    /// <param name="other">The other step.</param>
    public bool IsSame(OrderStep other) => Of(other) is { } told && told.Resource == Resource && (Resource == User || told.Group == Group);
}
