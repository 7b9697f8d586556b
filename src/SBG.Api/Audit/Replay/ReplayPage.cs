using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using NodaTime;
using SBG.Api.Kernel;

namespace SBG.Api.Audit.Replay;

/// <summary>The replay as people read it: one HTML page in French, whole in itself.</summary>
internal sealed class ReplayPage
{
    private static readonly HtmlEncoder Text = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private readonly StringBuilder _html = new();
    private readonly DateTimeZone _zone;

    private ReplayPage(DateTimeZone zone) => _zone = zone;

    /// <summary>The page's bytes, the same for the same events.</summary>
    public static byte[] Of(RequestChainView chain, IReadOnlyList<ReplayStep> steps, string clientId, string clientName, DateTimeZone zone, string origin)
    {
        var page = new ReplayPage(zone);
        page.Write(chain, steps, clientId, clientName, origin);
        return Encoding.UTF8.GetBytes(page._html.ToString());
    }

    private void Write(RequestChainView chain, IReadOnlyList<ReplayStep> steps, string clientId, string clientName, string origin)
    {
        var title = $"Rejeu de la demande {chain.Number}";
        Line($"""
            <!doctype html>
            <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Safe(title)}</title>
            <style>body{"{"}font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem{"}"}table{"{"}border-collapse:collapse;width:100%{"}"}th,td{"{"}border:1px solid #888;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere{"}"}section{"{"}margin:1.5rem 0;border-top:2px solid #888{"}"}@media print{"{"}section{"{"}break-inside:avoid{"}"}{"}"}</style></head>
            <body><h1>{Safe(title)}</h1>
            <p>Organisme : {Safe(clientName)} (<code>{Safe(clientId)}</code>). Journal : <code>{Safe(origin)}</code>, jusqu'à la position {steps[^1].Event.Position}.
            {steps.Count} événements. Les heures sont celles de {Safe(_zone.Id)}. Les renseignements détruits sont marqués comme tels.</p>
            <h2>De la demande à la facture</h2>
            <table><thead><tr><th>Ligne</th><th>Offre, version</th><th>Livraison</th><th>Licences</th><th>Lignes de facture</th></tr></thead><tbody>
            """);
        foreach (var line in chain.Lines)
        {
            Line($"""
                <tr><td><code>{line.LineId}</code></td><td><code>{line.OfferId}</code>, {line.OfferVersion}</td><td>{Order(line.Order)}</td>
                <td>{Several(line.Licences.Select(seat => $"<code>{seat.AssignmentId}</code> ({Safe(seat.Status)})"))}</td>
                <td>{Several(line.Invoiced.Select(invoiced => $"{Safe(invoiced.Number ?? "projet")}, {Safe(invoiced.Period)}, {Safe(invoiced.Amount.ToString())} $"))}</td></tr>
                """);
        }

        Line("</tbody></table><h2>Événement par événement</h2>");
        foreach (var (index, step) in steps.Index())
        {
            Step(index + 1, step);
        }

        Line("</body></html>");
    }

    private void Step(int number, ReplayStep step)
    {
        var (e, kind) = (step.Event, step.Resource.Split('/'));
        Line($"""
            <section id="p{e.Position}"><h3>{number}. {Safe(ReplayWords.Event(e.Type))}</h3>
            <p>{Safe(ReplayWords.Kind(kind[0]))} <code>{Safe(kind[1])}</code>, version {e.Version}. <code>{Safe(e.Type)}</code>, position {e.Position}.<br>
            Survenu le {Local(e.OccurredAt)}{(e.OccurredAt == e.RecordedAt ? string.Empty : $", consigné le {Local(e.RecordedAt)}")}.
            Par <code>{Safe(e.Actor ?? "inconnu")}</code>{(e.OnBehalfOf is { } other ? $" pour <code>{Safe(other)}</code>" : string.Empty)}{(e.Versions is { } used ? $", selon {Safe(used)}" : string.Empty)}.
            {(step.FollowsFrom is { } before ? $"Découle de <a href=\"#p{before}\">la position {before}</a>" : "Premier de sa chaîne")} (appel <code>{Safe(e.CorrelationId ?? string.Empty)}</code>).</p>
            """);
        if (e.Changes.Count > 0)
        {
            Line("<table><thead><tr><th>Élément</th><th>Avant</th><th>Après</th></tr></thead><tbody>");
            foreach (var change in e.Changes)
            {
                Line($"<tr><td><code>{Safe(change.Pointer)}</code></td><td>{Value(change.Before)}</td><td>{Value(change.After)}</td></tr>");
            }

            Line("</tbody></table>");
        }

        Line($"<details><summary>État après l'événement</summary><pre>{Safe(step.State?.ToJsonString(ApiJson.Options) ?? string.Empty)}</pre></details></section>");
    }

    private static string Order(ChainOrder? order) => order is null
        ? "aucune"
        : $"<code>{order.OrderId}</code> ({Safe(order.Status)}) : {string.Join(", ", order.Steps.Select(step => $"{Safe(step.Key)} {Safe(step.Value)}"))}";

    private static string Several(IEnumerable<string> parts) => string.Join("<br>", parts.DefaultIfEmpty("aucune"));

    private static string Value(JsonNode? value) => value is null ? "—" : $"<code>{Safe(value.ToJsonString(ApiJson.Options))}</code>";

    private static string Safe(string text) => Text.Encode(text);

    private string Local(DateTimeOffset instant) =>
        NodaTime.Instant.FromDateTimeOffset(instant).InZone(_zone).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF o<g>", CultureInfo.InvariantCulture);

    private void Line(string html) => _html.Append(html).Append('\n');
}
