using NodaTime;
using PdfSharp.Drawing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using static PdfSharp.UniversalAccessibility.PdfBlockLevelElementTag;

namespace SBG.Api.Billing.Documents;

/// <summary>An issued invoice as people read it: in French, on letter paper, with every line, both taxes apart and what cost centres bear.</summary>
internal static class InvoiceDocument
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/pdf";

    private const double QuantityEnd = 462;
    private const double Leading = 13;
    private static readonly (string Name, double End)[] CentreColumns = [("Avant taxes", 310), ("TPS", 390), ("TVQ", 470), ("Total", Sheet.Right)];

    static InvoiceDocument() => DocumentFonts.Install();

    /// <summary>Writes the document. The same invoice gives the same bytes.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="issuedOn">The day of issue.</param>
    /// <param name="dueOn">By when it is due.</param>
    /// <param name="content">What it says.</param>
    public static byte[] Write(string number, DateOnly issuedOn, DateOnly dueOn, InvoiceContent content)
    {
        using var sheet = new Sheet($"Facture {number}", content.Supplier.Name, $"{content.Supplier.Name} – Facture {number}", content.RecordedThrough);
        Head(sheet, number, issuedOn, dueOn, content);
        Lines(sheet, content);
        Totals(sheet, content);
        CostCentres(sheet, content);
        return sheet.Bytes();
    }

    private static void Head(Sheet sheet, string number, DateOnly issuedOn, DateOnly dueOn, InvoiceContent content)
    {
        var (supplier, client) = (content.Supplier, content.Client);
        sheet.Y += 10;
        sheet.Text(supplier.Name, Sheet.Left, Face.Strong, room: 330);
        sheet.Text("FACTURE", Sheet.Right, Face.Title, Heading1, isRight: true);
        foreach (var line in supplier.Address)
        {
            sheet.Y += Leading;
            sheet.Text(line, Sheet.Left, Face.Plain, room: 330);
        }

        sheet.Y += Leading;
        sheet.Text($"TPS : {supplier.GstNumber}    TVQ : {supplier.QstNumber}", Sheet.Left, Face.Plain, room: 380);
        sheet.Y += 22;
        sheet.Rule();
        sheet.Y += 20;
        var top = sheet.Y;
        sheet.Text("Facturé à", Sheet.Left, Face.Label, Heading2, isGrey: true);
        sheet.Y += 15;
        foreach (var line in sheet.Wrapped(client.Name, Face.Strong, 250))
        {
            sheet.Text(line, Sheet.Left, Face.Strong);
            sheet.Y += Leading;
        }

        sheet.Text($"NEQ : {client.Neq}", Sheet.Left, Face.Plain);
        sheet.Y += Leading;
        sheet.Text($"Client : {client.ClientId}", Sheet.Left, Face.Plain);
        var left = sheet.Y;
        sheet.Y = top;
        Fact(sheet, "Numéro", number);
        Fact(sheet, "Période", FrenchText.Month(content.Period));
        Fact(sheet, "Date d'émission", FrenchText.Day(issuedOn));
        Fact(sheet, "Échéance", FrenchText.Day(dueOn));
        sheet.Y = Math.Max(left, sheet.Y) + 26;
    }

    private static void Fact(Sheet sheet, string name, string value)
    {
        sheet.Text(name, 350, Face.Plain, isGrey: true);
        sheet.Text(value, Sheet.Right, Face.Plain, isRight: true);
        sheet.Y += 15;
    }

    private static void Lines(Sheet sheet, InvoiceContent content) => sheet.Block(Table, () =>
    {
        Row(sheet, () => ColumnHeads(sheet));
        foreach (var line in content.Lines)
        {
            var what = sheet.Wrapped(Description(line), Face.Plain, 250);
            var details = sheet.Wrapped(Detail(line, content), Face.Fine, 250);
            if (sheet.Need((what.Count * Leading) + (details.Count * 11) + 10))
            {
                sheet.Y += 10;
                Row(sheet, () => ColumnHeads(sheet));
            }

            Row(sheet, () => Line(sheet, line, what, details));
        }
    });

    private static void ColumnHeads(Sheet sheet)
    {
        sheet.Text("Description", Sheet.Left, Face.Label, TableHeaderCell, isGrey: true);
        sheet.Text("Quantité", QuantityEnd, Face.Label, TableHeaderCell, isRight: true, isGrey: true);
        sheet.Text("Montant", Sheet.Right, Face.Label, TableHeaderCell, isRight: true, isGrey: true);
        sheet.Y += 7;
        sheet.Rule();
        sheet.Y += 15;
    }

    private static void Line(Sheet sheet, InvoicedLine line, IReadOnlyList<string> what, IReadOnlyList<string> details)
    {
        var (y, quantity) = (sheet.Y, line.Units / line.Per);
        sheet.Block(TableDataCell, () =>
        {
            foreach (var text in what)
            {
                sheet.Text(text, Sheet.Left, Face.Plain);
                sheet.Y += Leading;
            }

            sheet.Y -= 1;
            foreach (var text in details)
            {
                sheet.Text(text, Sheet.Left, Face.Fine, isGrey: true);
                sheet.Y += 11;
            }
        });
        var end = sheet.Y;
        sheet.Y = y;
        sheet.Text($"{FrenchText.Number(quantity)} {FrenchText.Unit(line.Unit, quantity)}".TrimEnd(), QuantityEnd, Face.Plain, TableDataCell, isRight: true, room: 150);
        sheet.Text(FrenchText.Dollars(line.Amount), Sheet.Right, Face.Plain, TableDataCell, isRight: true);
        sheet.Y = end + 7;
    }

    private static string Description(InvoicedLine line) =>
        line.Adjusts is { } adjusts ? $"Régularisation de {FrenchText.Month(adjusts.Period)} : {line.PricePlanName}" : line.PricePlanName;

    private static string Detail(InvoicedLine line, InvoiceContent content)
    {
        var zone = DateTimeZoneProviders.Tzdb[content.TimeZone];
        var time = line.From == content.From && line.Until == content.Until
            ? null
            : $"du {FrenchText.Day(LocalDay.Of(line.From, zone))} au {FrenchText.Day(LocalDay.Of(line.Until, zone).AddDays(-1))}";
        return string.Join(", ", new[]
        {
            line.Ordered is { } ordered ? $"version {ordered.OfferVersion} de l'offre, {ordered.Orders.Length} commande{(ordered.Orders.Length > 1 ? "s" : string.Empty)}" : $"prix n° {line.Price.Number}",
            line.Meter is { } meter ? $"compteur {meter}" : null,
            line.Adjusts is { } adjusts ? $"corrige la facture {adjusts.Number}, déjà facturé {FrenchText.Dollars(adjusts.Booked)}" : time,
            line.AgreementVersion is { } agreement ? $"entente de prix n° {agreement}" : null,
        }.OfType<string>());
    }

    private static void Totals(Sheet sheet, InvoiceContent content)
    {
        sheet.Need(110);
        sheet.Y += 2;
        sheet.Rule(320);
        sheet.Y += 18;
        sheet.Block(Table, () =>
        {
            Total(sheet, "Sous-total", content.Totals.Base, Face.Plain);
            if (FrenchText.NoTax(content.TaxRegime) is null)
            {
                Total(sheet, $"TPS ({FrenchText.Percent(content.TpsRate)})", content.Totals.Tps, Face.Plain);
                Total(sheet, $"TVQ ({FrenchText.Percent(content.TvqRate)})", content.Totals.Tvq, Face.Plain);
            }

            sheet.Y += 3;
            Total(sheet, "Total", content.Totals.Total, Face.Strong);
        });
        if (FrenchText.NoTax(content.TaxRegime) is { } why)
        {
            sheet.Text(why, Sheet.Right, Face.Fine, isRight: true, isGrey: true);
            sheet.Y += 14;
        }
    }

    private static void Total(Sheet sheet, string name, Money amount, XFont font) => Row(sheet, () =>
    {
        sheet.Text(name, 320, font, TableHeaderCell);
        sheet.Text(FrenchText.Dollars(amount), Sheet.Right, font, TableDataCell, isRight: true);
        sheet.Y += 16;
    });

    private static void CostCentres(Sheet sheet, InvoiceContent content)
    {
        var centres = CostCentreTotal.Of(content.Lines.SelectMany(line => line.Parts()), content.Totals);
        if (centres is [{ CostCentre: null }])
        {
            return;
        }

        sheet.Need(90);
        sheet.Y += 18;
        sheet.Text("Répartition par centre de coûts", Sheet.Left, Face.Strong, Heading2);
        sheet.Y += 18;
        sheet.Block(Table, () =>
        {
            Row(sheet, () => CentreHeads(sheet));
            foreach (var centre in centres)
            {
                if (sheet.Need(20))
                {
                    sheet.Y += 10;
                    Row(sheet, () => CentreHeads(sheet));
                }

                Row(sheet, () => Centre(sheet, centre));
            }
        });
    }

    private static void CentreHeads(Sheet sheet)
    {
        sheet.Text("Centre de coûts", Sheet.Left, Face.Label, TableHeaderCell, isGrey: true);
        foreach (var (name, end) in CentreColumns)
        {
            sheet.Text(name, end, Face.Label, TableHeaderCell, isRight: true, isGrey: true);
        }

        sheet.Y += 7;
        sheet.Rule();
        sheet.Y += 14;
    }

    private static void Centre(Sheet sheet, CostCentreTotal centre)
    {
        var totals = centre.Totals;
        sheet.Text(centre.CostCentre ?? "Sans centre de coûts", Sheet.Left, Face.Plain, TableDataCell, room: 180);
        foreach (var (amount, column) in new[] { totals.Base, totals.Tps, totals.Tvq, totals.Total }.Zip(CentreColumns))
        {
            sheet.Text(FrenchText.Dollars(amount), column.End, Face.Plain, TableDataCell, isRight: true);
        }

        sheet.Y += 15;
    }

    private static void Row(Sheet sheet, Action cells) => sheet.Block(TableRow, cells);

    /// <summary>The faces of the document; made once the fonts are known.</summary>
    private static class Face
    {
        public static readonly XFont Title = new(DocumentFonts.Family, 22, XFontStyleEx.Bold);
        public static readonly XFont Strong = new(DocumentFonts.Family, 11, XFontStyleEx.Bold);
        public static readonly XFont Plain = new(DocumentFonts.Family, 9.5);
        public static readonly XFont Label = new(DocumentFonts.Family, 8.5, XFontStyleEx.Bold);
        public static readonly XFont Fine = new(DocumentFonts.Family, 8);
    }
}
