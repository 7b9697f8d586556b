using System.Text.Json.Serialization;

namespace SBG.Api.Catalogue;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Catalogue.OfferVersionView))]
[JsonSerializable(typeof(global::SBG.Api.Catalogue.OfferView))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Catalogue.CatalogueItemView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Catalogue.Lifecycle.OfferImpactView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Catalogue.Lifecycle.TouchedView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Catalogue.OfferView>))]
internal sealed partial class CatalogueAnswers : JsonSerializerContext;
