using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace SBG.Api.Billing.Documents;

/// <summary>
/// A document under way, written from top to bottom on as many letter pages as it takes. Every text is tagged for those who have it read out; lines and page
/// numbers are not read. The same calls give the same bytes.
/// </summary>
internal sealed partial class Sheet : IDisposable
{
    /// <summary>Where text begins, in points.</summary>
    public const double Left = 54;

    /// <summary>Where text ends, in points.</summary>
    public const double Right = 558;

    private const double Top = 54;
    private const double Bottom = 716;
    private static readonly XFont Small = new(DocumentFonts.Family, 8);
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromArgb(96, 96, 96));
    private static readonly XPen Thin = new(XColor.FromArgb(190, 190, 190), 0.6);

    private readonly PdfDocument _document = new();
    private readonly StructureBuilder _tags;
    private readonly DateTimeOffset _at;
    private readonly string _foot;
    private XGraphics _page = null!;

    /// <summary>Begins.</summary>
    /// <param name="title">What readers of the file see as its name.</param>
    /// <param name="author">Who issues it.</param>
    /// <param name="foot">What each page says at its foot.</param>
    /// <param name="at">When it is dated (UTC).</param>
    public Sheet(string title, string author, string foot, DateTimeOffset at)
    {
        (_foot, _at) = (foot, at);
        var access = UAManager.ForDocument(_document);
        access.SetDocumentLanguage("fr-CA");
        _tags = access.StructureBuilder;
        _document.Info.Title = title;
        _document.Info.Author = author;
        _document.Info.Creator = "SBG";
        _document.Info.CreationDate = at.UtcDateTime;
        _document.ViewerPreferences.DisplayDocTitle = true;
        Turn();
    }

    /// <summary>How far down the page is written, in points.</summary>
    public double Y { get; set; }

    /// <summary>Lets so much room be on one page; goes on to the next where it is not.</summary>
    /// <param name="height">Points.</param>
    /// <returns>Whether a new page began.</returns>
    public bool Need(double height)
    {
        if (Y + height <= Bottom)
        {
            return false;
        }

        Turn();
        return true;
    }

    /// <summary>A tag around others.</summary>
    /// <param name="tag">What they are.</param>
    /// <param name="within">Writes them.</param>
    public void Block(PdfBlockLevelElementTag tag, Action within)
    {
        _tags.BeginElement(tag);
        within();
        _tags.End();
    }

    /// <summary>A text on one line; what is too long for its room ends with an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it begins, or ends when it is set to the right.</param>
    /// <param name="font">Its font.</param>
    /// <param name="tag">What it is.</param>
    /// <param name="isRight">Whether it is set to the right.</param>
    /// <param name="room">How wide it can be; null: as wide as it is.</param>
    /// <param name="isGrey">Whether it is of less weight.</param>
    public void Text(string text, double x, XFont font, PdfBlockLevelElementTag tag = PdfBlockLevelElementTag.Paragraph, bool isRight = false, double? room = null, bool isGrey = false) =>
        Block(tag, () => _page.DrawString(Fitted(text, font, room), font, isGrey ? Grey : XBrushes.Black, new XPoint(x, Y), isRight ? XStringFormats.BaseLineRight : XStringFormats.BaseLineLeft));

    /// <summary>A text as lines that fit a width, cut between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="font">Its font.</param>
    /// <param name="room">The width.</param>
    public IReadOnlyList<string> Wrapped(string text, XFont font, double room)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && _page.MeasureString($"{lines[^1]} {word}", font).Width <= room)
            {
                lines[^1] = $"{lines[^1]} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>A line across the page, which is not read out.</summary>
    /// <param name="from">Where it begins.</param>
    public void Rule(double from = Left)
    {
        _tags.BeginArtifact();
        _page.DrawLine(Thin, from, Y, Right, Y);
        _tags.End();
    }

    /// <summary>The finished document.</summary>
    public byte[] Bytes()
    {
        Foot();
        _page.Dispose();
        using var file = new MemoryStream();
        _document.Save(file, closeStream: false);
        return Settled(file.ToArray(), $"{_document.Info.Title}\n{_at.UtcTicks}");
    }

    // What the library draws at random (ids, and the tag of a font of which only the letters used are embedded) follows from the document instead. Latin-1
    // takes every byte for one character and back.
    private static byte[] Settled(byte[] drawn, string seed)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16), bigEndian: true);
        var text = FontTag().Replace(Encoding.Latin1.GetString(drawn), "SBGSBG+");
        text = Uuid().Replace(text, $"uuid:{id:D}");
        return Encoding.Latin1.GetBytes(FileId().Replace(text, $"/ID[<{id.ToString("N").ToUpperInvariant()}><{id.ToString("N").ToUpperInvariant()}>]"));
    }

    [GeneratedRegex(@"(?<=/(FontName|BaseFont)/)[A-Z]{6}\+")]
    private static partial Regex FontTag();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")]
    private static partial Regex FileId();

    /// <inheritdoc/>
    public void Dispose()
    {
        _page.Dispose();
        _document.Dispose();
    }

    private void Turn()
    {
        if (_page is not null)
        {
            Foot();
            _page.Dispose();
        }

        var page = _document.AddPage();
        page.Size = PageSize.Letter;
        _page = XGraphics.FromPdfPage(page);
        Y = Top;
    }

    private void Foot()
    {
        _tags.BeginArtifact();
        _page.DrawString(_foot, Small, Grey, new XPoint(Left, 756), XStringFormats.BaseLineLeft);
        _page.DrawString(_document.PageCount.ToString(CultureInfo.InvariantCulture), Small, Grey, new XPoint(Right, 756), XStringFormats.BaseLineRight);
        _tags.End();
    }

    private string Fitted(string text, XFont font, double? room)
    {
        if (room is not { } width || _page.MeasureString(text, font).Width <= width)
        {
            return text;
        }

        var cut = text;
        while (cut.Length > 1 && _page.MeasureString(cut + "…", font).Width > width)
        {
            cut = cut[..^1];
        }

        return cut + "…";
    }
}
