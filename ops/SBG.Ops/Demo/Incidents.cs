namespace SBG.Ops.Demo;

/// <summary>An incident, from report to closure, against its service level.</summary>
internal static class Incidents
{
    /// <summary>Tells it.</summary>
    /// <returns>The incident's path.</returns>
    public static async Task<string> Tell(DemoApi api, Cast cast, Preparation prepared, Story story)
    {
        story.Chapter("Un incident est signalé et résolu");
        var incident = await api.Post(cast.Requester, $"{cast.Path}/incidents", new
        {
            title = "Le poste ne démarre plus",
            description = "Écran noir depuis ce matin.",
            impact = "medium",
            urgency = "high",
        });
        story.Check($"{incident["number"]} : impact moyen et urgence haute donnent", "p2", incident["priority"]);
        var path = incident.Location;
        story.Check("L'entente qui s'applique est celle de l'organisme", prepared.PolicyId, incident["serviceLevelPolicyId"]);
        incident = await api.Post(Cast.Agent, $"{path}/assign", new { team = "postes", assignee = "bruno" }, incident);
        story.Say("Bruno le prend en main : le chronomètre de réponse s'arrête.");
        incident = await api.Post(Cast.Agent, $"{path}/hold", new { reason = "awaitingUser", note = "Quel est le modèle ?" }, incident);
        incident = await api.Post(cast.Requester, $"{path}/comments", new { text = "C'est un modèle de 14 pouces." }, incident);
        story.Say("En attente d'Ana, le chronomètre de résolution est arrêté ; il reprend à sa réponse.");
        incident = await api.Post(Cast.Agent, $"{path}/resolve", new { resolution = "Bloc d'alimentation remplacé.", code = "materiel" }, incident);
        incident = await api.Post(cast.Requester, $"{path}/close", at: incident);
        story.Check("Ana confirme ; l'incident est", "closed", incident["status"]);
        return path;
    }
}
