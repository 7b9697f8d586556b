using JasperFx.Events.Projections;
using Marten;

namespace SBG.Projections.ClientFile;

/// <summary>How the store keeps client files.</summary>
public static class ClientFileStore
{
    /// <summary>The table that holds the files.</summary>
    public const string Table = "mt_doc_client_file";

    /// <summary>The projection's name, and its version: a changed fold gets another one.</summary>
    public const string Projection = "ClientFile";

    /// <summary>Version of the fold; part of the entity tag, since another fold of the same events is another document.</summary>
    public const uint Version = 2;

    /// <summary>Registers the view.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureClientFile(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Schema.For<ClientFile>().DocumentAlias("client_file").Duplicate(file => file.Position, notNull: true);
        options.Schema.For<FileEntry>().DocumentAlias("client_file_entry");
        options.Projections.Add(new ClientFileProjection(), ProjectionLifecycle.Async, Projection, rebuild =>
        {
            rebuild.DeleteViewTypeOnTeardown<ClientFile>();
            rebuild.DeleteViewTypeOnTeardown<FileEntry>();
        });
    }
}
