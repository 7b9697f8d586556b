using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Categories;

/// <summary>Publish the tree of categories anew.</summary>
/// <param name="Categories">The whole tree.</param>
public sealed record PublishCategories(ImmutableArray<IncidentCategory> Categories)
{
    /// <summary>The most categories.</summary>
    public const int Most = 1000;

    /// <summary>A key is there twice.</summary>
    public static readonly Refusal Twice = new("incidents/category-twice");

    /// <summary>A category is a part of one that is not there, or of itself.</summary>
    public static readonly Refusal NotInTheTree = new("incidents/category-not-in-the-tree");

    /// <summary>A category that incidents may bear is gone: retire it instead.</summary>
    public static readonly Refusal Gone = new("incidents/category-gone");

    /// <summary>Decides: the same tree again records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="tree">The tree so far; null before the first.</param>
    public static Decision<IncidentCategories> Decide(PublishCategories command, IncidentCategories? tree)
    {
        var parents = new Dictionary<string, string?>();
        foreach (var category in command.Categories)
        {
            if (!parents.TryAdd(category.Key, category.Parent))
            {
                return Twice.With("category", category.Key);
            }
        }

        if (command.Categories.FirstOrDefault(category => !HasRoot(category, parents)) is { } lost)
        {
            return NotInTheTree.With("category", lost.Key);
        }

        if (tree?.Categories.FirstOrDefault(category => !parents.ContainsKey(category.Key)) is { } gone)
        {
            return Gone.With("category", gone.Key);
        }

        return tree is not null && tree.Categories.SequenceEqual(command.Categories)
            ? Decision.Nothing
            : new IncidentCategoriesPublished((tree?.Number ?? 0) + 1, command.Categories);
    }

    // Upwards from a category the root comes after as many steps as there are categories at most.
    private static bool HasRoot(IncidentCategory category, Dictionary<string, string?> parents)
    {
        var above = category.Parent;
        for (var steps = 0; above is not null; steps++)
        {
            if (steps == parents.Count || !parents.TryGetValue(above, out above))
            {
                return false;
            }
        }

        return true;
    }
}
