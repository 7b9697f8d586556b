using System.Text;

namespace SBG.Api.Kernel.Http;

/// <summary>Turns a file's bytes into text.</summary>
public static class FileText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the bytes in the declared encoding, or finds it out.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="encoding"><c>utf-8</c>, <c>windows-1252</c>, or null: UTF-8 if every byte is, else Windows-1252. A UTF-8 mark decides alone.</param>
    /// <returns>Null when the file is declared UTF-8 and is not.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, string? encoding)
    {
        var mark = Encoding.UTF8.Preamble;
        var marked = bytes.StartsWith(mark);
        if (!marked && encoding == "windows-1252")
        {
            return Windows1252.GetString(bytes);
        }

        try
        {
            return StrictUtf8.GetString(marked ? bytes[mark.Length..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            return encoding is null && !marked ? Windows1252.GetString(bytes) : null;
        }
    }

    private static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
}
