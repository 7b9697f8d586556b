using System.Text.Json.Serialization;

namespace SBG.Projections.Catalogue;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.Offer))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferDraftRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferDrafted))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferPublished))]
[JsonSerializable(typeof(global::SBG.Domain.Catalogue.OfferRetired))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
