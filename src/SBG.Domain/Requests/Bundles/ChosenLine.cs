namespace SBG.Domain.Requests.Bundles;

/// <summary>A line of a request as it was chosen: a bundle with its parts.</summary>
public static class ChosenLine
{
    /// <summary>The line, with what was chosen of its parts for one bundle.</summary>
    /// <param name="request">The request.</param>
    /// <param name="line">Its line, of no bundle.</param>
    public static CartLine Chosen(this ServiceRequest request, RequestLine line)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(line);
        return new(line.LineId, line.OfferId, line.OfferVersion, line.BeneficiaryId, line.Options, line.Quantity)
        {
            Parts = [.. request.PartsOf(line.LineId).Select(part => new CartPart(part.OfferId, part.OfferVersion, part.Options, part.Quantity / line.Quantity))],
        };
    }

    /// <summary>A line by its id, with what was chosen of its parts for one bundle.</summary>
    /// <param name="request">The request.</param>
    /// <param name="lineId">The line.</param>
    /// <returns>Null when there is none, or it is a part itself.</returns>
    public static CartLine? Chosen(this ServiceRequest request, Guid lineId)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Lines.FirstOrDefault(line => line.LineId == lineId && line.PartOf is null) is { } line ? request.Chosen(line) : null;
    }
}
