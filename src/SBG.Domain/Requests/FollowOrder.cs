using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Say of a line what its delivery was changed to.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question.</param>
/// <param name="Version">The ordered version, whose prices apply.</param>
public sealed record FollowOrder(Guid LineId, int Quantity, ImmutableSortedDictionary<string, OptionValue> Options, OfferVersion Version)
{
    /// <summary>Decides; never refuses: a line that says so already, or that is not awaited any more, stays as it is.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="request">The request.</param>
    public static Decision<ServiceRequest> Decide(FollowOrder command, ServiceRequest request)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Status != RequestStatus.InProgress || request.Lines.FirstOrDefault(line => line.LineId == command.LineId) is not { } line)
        {
            return Decision.Nothing;
        }

        var changed = (line with { Quantity = command.Quantity, Options = command.Options }).At(command.Version);
        return ContentDifference.Between(line, changed).IsEmpty
            ? Decision.Nothing
            : new RequestLineChanged(request.Id, changed, RequestContent.Hash(request.Lines.Replace(line, changed)));
    }
}
