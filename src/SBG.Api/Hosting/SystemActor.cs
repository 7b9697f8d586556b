using Marten;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Hosting;

/// <summary>What a message handler records is told as the service's own doing, on behalf of whoever caused it.</summary>
public static class SystemActor
{
    /// <summary>Runs before every handler.</summary>
    /// <param name="session">The handler's session.</param>
    /// <param name="envelope">The message.</param>
    public static void Before(IDocumentSession session, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(envelope);
        session.LastModifiedBy = Actor.System.Subject;
        if (envelope.UserName is { Length: > 0 } caller && caller != Actor.System.Subject)
        {
            session.SetHeader(EventMetadata.OnBehalfOfHeader, caller);
        }
    }
}
