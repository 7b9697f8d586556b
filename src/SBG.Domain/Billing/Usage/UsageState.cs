namespace SBG.Domain.Billing.Usage;

/// <summary>How far the charging of a report got (TM Forum TMF635).</summary>
public enum UsageState
{
    /// <summary>It is kept; no price applies to it, or none that is in force.</summary>
    Received,

    /// <summary>A price applies: it is in the invoice to come.</summary>
    Rated,

    /// <summary>It was rated before, then amended: the difference is in an invoice to come.</summary>
    Rerated,

    /// <summary>It is in an invoice that was issued.</summary>
    Billed,

    /// <summary>It was not taken in, or its producer cancelled it before it was billed.</summary>
    Rejected,
}
