namespace SBG.Domain.Licences;

/// <summary>How the licences of a pool are used.</summary>
public enum PoolKind
{
    /// <summary>Each is held by one person until it is given back. What a pool is when nothing else was told.</summary>
    NamedSeats,

    /// <summary>Each is held by one device, for which a person answers.</summary>
    DeviceSeats,

    /// <summary>Each is lent to whoever uses it, for the time of use.</summary>
    Shared,

    /// <summary>Units that are used up.</summary>
    Consumption,
}
