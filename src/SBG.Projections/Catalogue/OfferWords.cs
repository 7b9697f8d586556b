using System.Globalization;
using System.Text;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using SBG.Domain.Catalogue;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Catalogue;

/// <summary>
/// The words of each version of an offer, stemmed as French, for the search. A version's terms never change, so its row is written once, in the transaction that gives the
/// version its number. Accents are taken off here, of the texts and of what is looked for alike: that takes no extension of PostgreSQL and no right beyond inserting.
/// </summary>
public sealed partial class OfferWords : EventProjection
{
    /// <summary>One row for each version.</summary>
    public const string Table = StoreConfiguration.Schema + ".offer_words";

    /// <summary>PostgreSQL's own configuration, whatever the search path is.</summary>
    public const string Configuration = "pg_catalog.french";

    private const string Insert =
        $"insert into {Table} (offer_id, version, words) values (?, ?, setweight(to_tsvector('{Configuration}', ?), 'A') || setweight(to_tsvector('{Configuration}', ?), 'B') || setweight(to_tsvector('{Configuration}', ?), 'C')) on conflict do nothing";

    /// <summary>Reads what gives a version its number.</summary>
    public OfferWords()
    {
        IncludeType<OfferPiloted>();
        IncludeType<PublicationScheduled>();
        IncludeType<OfferPublished>();
    }

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(e);
        var (version, terms) = e.Data switch
        {
            OfferPiloted tried => (tried.Version, tried.Terms),
            PublicationScheduled awaited => (awaited.Version, awaited.Terms),
            OfferPublished published => (published.Version, published.Terms),
            _ => (0, null),
        };
        if (terms is not null)
        {
            operations.QueueSqlCommand(Insert, e.StreamId, version, Fold(terms.Name), Fold(terms.Category), Fold(terms.Description));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A text without accents and ligatures, in lower case.</summary>
    /// <param name="text">French.</param>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            _ = char.ToLowerInvariant(character) switch
            {
                'œ' => plain.Append("oe"),
                'æ' => plain.Append("ae"),
                '’' => plain.Append('\''),
                var letter => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? plain : plain.Append(letter),
            };
        }

        return plain.ToString();
    }

    /// <summary>Adds the table to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    internal static void AddTable(StoreOptions options)
    {
        var words = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, "offer_words", SchemaUtils.IdentifierUsage.General));
        words.AddColumn("offer_id", "uuid").AsPrimaryKey();
        words.AddColumn("version", "integer").AsPrimaryKey();
        words.AddColumn("words", "tsvector").NotNull();
        words.Indexes.Add(new IndexDefinition("offer_words_words") { Columns = ["words"], Method = IndexMethod.gin });
        options.Storage.ExtendedSchemaObjects.Add(words);
    }
}
