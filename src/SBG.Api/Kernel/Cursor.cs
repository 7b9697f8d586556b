using System.Buffers.Text;

namespace SBG.Api.Kernel;

/// <summary>Where a page ended: the id of its last item, opaque to callers.</summary>
internal static class Cursor
{
    public static string Write(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    public static bool TryRead(string cursor, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id = default;
        if (cursor.Length != 22 || !Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != 16)
        {
            return false;
        }

        id = new Guid(bytes, bigEndian: true);
        return true;
    }
}
