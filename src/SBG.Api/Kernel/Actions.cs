using SBG.Domain.Kernel;

namespace SBG.Api.Kernel;

/// <summary>The commands that a caller may give now: listed if and only if they would be accepted, whatever their body.</summary>
/// <param name="actor">The caller.</param>
public sealed class Actions(Actor actor)
{
    private readonly List<string> _listed = [];

    /// <summary>The names, as the paths have them.</summary>
    public IReadOnlyList<string> Listed => _listed;

    /// <summary>A command that only the role decides.</summary>
    /// <param name="name">The command.</param>
    /// <param name="roles">The endpoint's roles.</param>
    public Actions May(string name, params ReadOnlySpan<string> roles) => May(name, null, roles);

    /// <summary>A command that the state can stand in the way of.</summary>
    /// <param name="name">The command.</param>
    /// <param name="hindrance">The decider's own word.</param>
    /// <param name="roles">The endpoint's roles.</param>
    public Actions May(string name, Refusal? hindrance, params ReadOnlySpan<string> roles)
    {
        if (hindrance is null && actor.Has(roles))
        {
            _listed.Add(name);
        }

        return this;
    }
}
