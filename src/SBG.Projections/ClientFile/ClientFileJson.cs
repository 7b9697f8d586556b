using System.Text.Json.Serialization;

namespace SBG.Projections.ClientFile;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Projections.ClientFile.ClientFile))]
[JsonSerializable(typeof(global::SBG.Projections.ClientFile.FileEntry))]
internal sealed partial class ClientFileJson : JsonSerializerContext;
