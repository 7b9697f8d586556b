using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Categories;

/// <summary>A category of incidents.</summary>
/// <param name="Key">What incidents bear; never used for something else.</param>
/// <param name="Parent">The key of the category that it is a part of; null: none.</param>
/// <param name="NameFr">What people read in French.</param>
/// <param name="NameEn">What people read in English.</param>
/// <param name="Retired">Whether no incident gets it any more.</param>
public sealed record IncidentCategory(string Key, string? Parent, string NameFr, string NameEn, bool Retired = false);

/// <summary>A version of the tree was published; it is never edited.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Categories">The whole tree.</param>
[StoredAs("incident_categories_published")]
public sealed record IncidentCategoriesPublished(int Number, ImmutableArray<IncidentCategory> Categories) : EventOf<IncidentCategories>;

/// <summary>The tree of categories, as it applies: one for the provider. Without a published one, any key is a category.</summary>
/// <param name="Id">The stream, <see cref="StreamId"/>.</param>
/// <param name="Number">Its version.</param>
/// <param name="Categories">The whole tree.</param>
public sealed record IncidentCategories(Guid Id, int Number, ImmutableArray<IncidentCategory> Categories) : IState<IncidentCategories>
{
    /// <summary>The one stream.</summary>
    public static readonly Guid StreamId = DerivedId.Of("incident-categories");

    /// <summary>It is no category of the tree, or one that is retired.</summary>
    public static readonly Refusal Unknown = new("incidents/unknown-category");

    /// <summary>What forbids to give an incident a category.</summary>
    /// <param name="key">The category.</param>
    public Refusal? Fault(string key) => Categories.Any(category => category.Key == key && !category.Retired) ? null : Unknown.With("category", key);

    /// <inheritdoc/>
    public static IncidentCategories? Evolve(IncidentCategories? state, EventOf<IncidentCategories> happened, DateTimeOffset at) => happened switch
    {
        IncidentCategoriesPublished e => new(StreamId, e.Number, e.Categories),
        _ => state,
    };
}
