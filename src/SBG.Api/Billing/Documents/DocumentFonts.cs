using PdfSharp.Fonts;

namespace SBG.Api.Billing.Documents;

/// <summary>The fonts of documents: Roboto, under the Apache licence, from the program itself, so that a document looks the same on every machine.</summary>
internal sealed class DocumentFonts : IFontResolver
{
    /// <summary>The one family.</summary>
    public const string Family = "Roboto";

    private static readonly Lock Turn = new();

    private DocumentFonts()
    {
    }

    /// <summary>Lets documents be written with these fonts and no others, however often it is called.</summary>
    public static void Install()
    {
        lock (Turn)
        {
            GlobalFontSettings.FontResolver ??= new DocumentFonts();
        }
    }

    /// <inheritdoc/>
    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "Roboto-Bold" : "Roboto-Regular");

    /// <inheritdoc/>
    public byte[] GetFont(string faceName)
    {
        using var font = typeof(DocumentFonts).Assembly.GetManifestResourceStream($"{faceName}.ttf") ?? throw new InvalidOperationException($"There is no font {faceName}.");
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
