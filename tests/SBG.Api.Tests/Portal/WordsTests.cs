using System.Text.RegularExpressions;
using FluentAssertions;
using SBG.Api.Portal.Words;
using SBG.Domain.Incidents;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Ops;
using SBG.Projections.WorkItems;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Portal;

public sealed partial class WordsTests(Testing.Api api)
{
    [Fact]
    public void Every_sentence_is_in_both_languages_and_used()
    {
        PortalWords.All.Should().OnlyContain(sentence => sentence.Value.Count == 2 && sentence.Value["fr"].Length > 0 && sentence.Value["en"].Length > 0);
        var pages = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/SBG.Api/Portal"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        Keys().Matches(pages).Select(match => match.Groups["key"].Value).Where(key => !PortalWords.All.ContainsKey(key)).Should().BeEmpty("a page says only what there is a sentence for");
        PortalWords.All.Keys.Where(key => !Made().IsMatch(key) && !pages.Contains($"\"{key}\"", StringComparison.Ordinal)).Should().BeEmpty("a sentence that no page says is left over");
    }

    [Fact]
    public void Every_constant_that_pages_show_has_words()
    {
        Type[] shown =
        [
            typeof(RequestStatus), typeof(RequestLineStatus), typeof(OrderStatus), typeof(StepStatus), typeof(IncidentStatus), typeof(HoldReason), typeof(Priority), typeof(AssignmentStatus),
            typeof(WorkItemKind),
        ];
        shown.SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}")).Where(key => !PortalWords.All.ContainsKey(key)).Should().BeEmpty();
        Enum.GetNames<Impact>().Select(name => "incident.impact." + name).Concat(Enum.GetNames<Urgency>().Select(name => "incident.urgency." + name))
            .Where(key => !PortalWords.All.ContainsKey(key)).Should().BeEmpty();
    }

    [Fact]
    public async Task No_page_in_French_says_an_English_sentence_and_English_is_a_choice()
    {
        var client = await ActiveClient.Of(api);
        await WaitingRequest.Of(api, client);
        var english = PortalWords.All.Values.Where(sentence => sentence["en"] != sentence["fr"] && !sentence["en"].Contains('{', StringComparison.Ordinal)).Select(sentence => sentence["en"])
            .Except(PortalWords.All.Values.Select(sentence => sentence["fr"])).ToHashSet();
        using var ana = await Visitor.Of(api, client.Persona("requester.approver.client-manager"));
        foreach (var page in new[] { "/portail", "/portail/catalogue", "/portail/panier", $"/portail/organismes/{client.Id}/demandes", "/portail/approbations", $"/portail/organismes/{client.Id}/incidents/nouveau", "/portail/licences", "/portail/dossier", "/portail/au-revoir" })
        {
            await ana.Open(page);
            ana.Page.DocumentElement.GetAttribute("lang").Should().Be("fr");
            ana.Page.QuerySelectorAll("body *:not([lang])").SelectMany(element => element.ChildNodes.OfType<AngleSharp.Dom.IText>()).Select(text => text.Text.Trim()).Where(english.Contains).Should().BeEmpty(page);
        }

        await ana.Open("/portail/langue/en?retour=/portail/panier");
        (ana.Path, ana.Page.DocumentElement.GetAttribute("lang")).Should().Be(("/portail/panier", "en"));
        ana.Text.Should().Contain("The cart is empty.");
    }

    [GeneratedRegex("T\\[\"(?<key>[^\"]+)\"\\]|T\\.With\\(\"(?<key>[^\"]+)\"")]
    private static partial Regex Keys();

    /// <summary>Keys that are put together: of constants and of events.</summary>
    [GeneratedRegex("^(event\\.|[A-Z]|incident\\.(impact|urgency)\\.[A-Z])|^event$")]
    private static partial Regex Made();
}
