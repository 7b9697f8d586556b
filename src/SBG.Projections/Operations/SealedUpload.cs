using SBG.Domain.Kernel;

namespace SBG.Projections.Operations;

/// <summary>An uploaded file while an operation needs it, under a key of its own that is destroyed when the operation is over.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Bytes">The file.</param>
public sealed record SealedUpload(Guid Id, Sealed<byte[]> Bytes)
{
    /// <summary>Whose data key seals the file of an operation.</summary>
    /// <param name="operationId">The operation.</param>
    public static string SubjectOf(Guid operationId) => $"upload:{operationId:N}";
}
