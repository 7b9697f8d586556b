namespace SBG.Domain.Kernel;

/// <summary>
/// The name under which an event is stored. It outlives every refactoring: a released name is never changed and never
/// reused; a new shape gets a new name and an upcaster.
/// </summary>
/// <param name="name">snake_case, unique over all events.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <summary>snake_case, unique over all events.</summary>
    public string Name { get; } = name;
}
