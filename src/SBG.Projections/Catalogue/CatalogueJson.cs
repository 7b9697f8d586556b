using System.Text.Json.Serialization;

namespace SBG.Projections.Catalogue;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.Offer))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferDraftRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferDrafted))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferPilotClientsChanged))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferPilotEnded))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferPiloted))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferPublished))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferRetired))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferReviewApproved))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferReviewRequested))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferSentBack))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.PublicationScheduled))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.PublicationWithdrawn))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.RetirementScheduled))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.RetirementWithdrawn))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
