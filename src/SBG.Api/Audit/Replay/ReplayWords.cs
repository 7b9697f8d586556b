using System.Collections.Frozen;

namespace SBG.Api.Audit.Replay;

/// <summary>What people read in place of stored names: French, one sentence for each event; one that is not here is told by its stored name.</summary>
internal static class ReplayWords
{
    private static readonly FrozenDictionary<string, string> Events = new Dictionary<string, string>
    {
        ["cart_opened"] = "Un panier est ouvert.",
        ["cart_lines_added"] = "Des lignes sont ajoutées au panier.",
        ["cart_line_changed"] = "Une ligne du panier est modifiée.",
        ["cart_line_removed"] = "Une ligne est retirée du panier.",
        ["cart_shared"] = "Le panier est partagé.",
        ["cart_unshared"] = "Le partage du panier prend fin.",
        ["cart_prices_accepted"] = "Les nouveaux prix sont acceptés.",
        ["cart_expiry_announced"] = "L'expiration du panier est annoncée.",
        ["cart_expired"] = "Le panier expire.",
        ["cart_submitted"] = "Le panier est soumis.",
        ["request_submitted"] = "La demande est déposée.",
        ["request_approval_required"] = "Une approbation est exigée.",
        ["request_approval_step_opened"] = "Une étape de l'approbation s'ouvre.",
        ["request_approval_granted"] = "Un approbateur dit oui.",
        ["request_approval_refused"] = "Un approbateur dit non.",
        ["request_approval_reminded"] = "Les approbateurs reçoivent un rappel.",
        ["request_approval_escalated"] = "L'approbation est escaladée.",
        ["request_line_changed"] = "Une ligne de la demande est modifiée.",
        ["request_approvals_voided"] = "Des approbations sont annulées : ce qui avait été montré a changé.",
        ["request_approved"] = "La demande est approuvée.",
        ["request_rejected"] = "La demande est refusée.",
        ["request_cancelled"] = "La demande est retirée.",
        ["request_line_fulfilled"] = "Une ligne est livrée.",
        ["request_line_failed"] = "Une ligne n'a pu être livrée.",
        ["request_completed"] = "La demande est entièrement livrée.",
        ["request_partially_completed"] = "La demande est livrée en partie.",
        ["request_failed"] = "La demande échoue.",
        ["provisioning_order_acknowledged"] = "Une commande de livraison est reçue.",
        ["provisioning_step_started"] = "Un essai d'étape commence.",
        ["provisioning_step_completed"] = "Une étape est accomplie.",
        ["provisioning_step_failed"] = "Un essai d'étape échoue.",
        ["provisioning_step_skipped"] = "Une étape est laissée de côté.",
        ["provisioning_step_retried"] = "Une étape est tentée de nouveau à la demande d'un intervenant.",
        ["provisioning_step_withdrawn"] = "Une étape n'est plus à faire.",
        ["provisioning_order_fell_out"] = "La livraison s'arrête ; un intervenant décide.",
        ["provisioning_undo_planned"] = "L'annulation de ce qui a été fait est prévue.",
        ["provisioning_step_undo_started"] = "L'annulation d'une étape commence.",
        ["provisioning_step_undone"] = "Une étape est annulée.",
        ["provisioning_step_undo_failed"] = "L'annulation d'une étape échoue.",
        ["provisioning_order_changed"] = "La commande est modifiée.",
        ["provisioning_order_in_jeopardy"] = "La livraison risque d'être en retard.",
        ["provisioning_order_completed"] = "La livraison est complète.",
        ["provisioning_order_partial"] = "La livraison n'est annulée qu'en partie.",
        ["provisioning_order_failed"] = "La livraison échoue.",
        ["provisioning_order_cancelled"] = "La livraison est annulée.",
        ["provisioning_order_terminated"] = "Ce qui était livré est résilié.",
        ["provisioning_drift_found"] = "Un écart est constaté chez le système visé.",
        ["provisioning_order_corrected"] = "Un écart est corrigé.",
        ["provisioning_order_compensated"] = "Ce que la commande ne prend plus est rendu.",
        ["licence_assigned"] = "Une licence est attribuée.",
        ["licence_suspended"] = "La licence est suspendue.",
        ["licence_resumed"] = "La licence est rétablie.",
        ["licence_released"] = "La licence est rendue.",
        ["order_charge_begun"] = "La facturation de la ligne commence.",
        ["order_charge_changed"] = "La facturation de la ligne change.",
        ["order_charge_ended"] = "La facturation de la ligne prend fin.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["cart"] = "panier",
        ["service_request"] = "demande de service",
        ["provisioning_order"] = "commande de livraison",
        ["order_charge"] = "frais de la commande",
        ["licence_assignment"] = "attribution de licence",
    }.ToFrozenDictionary();

    public static string Event(string type) => Events.GetValueOrDefault(type, type);

    public static string Kind(string kind) => Kinds.GetValueOrDefault(kind, kind);
}
