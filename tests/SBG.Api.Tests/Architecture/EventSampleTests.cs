using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using SBG.Domain.Kernel;
using SBG.Ops;
using Xunit;

namespace SBG.Api.Tests.Architecture;

/// <summary>What was stored is read for ever: one event of each kind, as it was stored when it was new.</summary>
public sealed class EventSampleTests(Testing.Api api)
{
    private static readonly string File = Repository.Below("tests", "SBG.Api.Tests", "Architecture", "events.samples.json");
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SortedDictionary<string, Type> Events = new(
        typeof(StoredAsAttribute).Assembly.GetTypes().Where(type => type.IsDefined(typeof(StoredAsAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<StoredAsAttribute>()!.Name),
        StringComparer.Ordinal);

    private ISerializer Store => api.Services.GetRequiredService<IDocumentStore>().Options.Serializer();

    [Fact]
    public void Every_event_has_a_sample()
    {
        var samples = Samples();
        if (Environment.GetEnvironmentVariable("SBG_APPROVE") == "1")
        {
            // A sample that is there is never written again: it stands for what is stored.
            foreach (var (name, type) in Events.Where(known => !samples.ContainsKey(known.Key)))
            {
                samples[name] = JsonNode.Parse(Store.ToJson(EventSample.Of(type)));
            }

            var sorted = new JsonObject(samples.OrderBy(sample => sample.Key, StringComparer.Ordinal).Select(sample => KeyValuePair.Create(sample.Key, sample.Value?.DeepClone())));
            System.IO.File.WriteAllText(File, sorted.ToJsonString(Readable) + "\n", new UTF8Encoding(false));
        }

        Samples().Select(sample => sample.Key).Should().Equal(Events.Keys, "a new event gets its sample by a run of the tests with SBG_APPROVE=1");
    }

    [Fact]
    public void Every_sample_loads_whole()
    {
        foreach (var (name, sample) in Samples())
        {
            using var stored = new MemoryStream(Encoding.UTF8.GetBytes(sample!.ToJsonString()));
            var loaded = Store.FromJson(Events[name], stored);
            Lacking(loaded).Should().BeEmpty("{0} was stored without what was added later, which must be optional", name);
            var again = JsonNode.Parse(Store.ToJson(loaded))!.AsObject();
            foreach (var (member, value) in sample.AsObject())
            {
                IsKept(value, again[member]).Should().BeTrue("{0}.{1} was stored as {2} and is read as {3}", name, member, value, again[member]);
            }
        }
    }

    /// <summary>Whether what was stored is read as it was; what was added later may stand beside it.</summary>
    private static bool IsKept(JsonNode? stored, JsonNode? read) => (stored, read) switch
    {
        (JsonObject before, JsonObject after) => before.All(member => IsKept(member.Value, after[member.Key])),
        (JsonArray before, JsonArray after) => before.Count == after.Count && before.Zip(after).All(pair => IsKept(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(stored, read),
    };

    private static JsonObject Samples() => System.IO.File.Exists(File) ? JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject() : [];

    /// <summary>Members that must have a value and have none.</summary>
    private static IEnumerable<string> Lacking(object loaded)
    {
        var nullability = new NullabilityInfoContext();
        return from property in loaded.GetType().GetProperties()
               where property.GetIndexParameters().Length == 0
               let value = property.GetValue(loaded)
               where (value is null && nullability.Create(property).ReadState == NullabilityState.NotNull) || IsUnset(value)
               select property.Name;
    }

    /// <summary>An immutable array that nobody filled, not even with nothing.</summary>
    private static bool IsUnset(object? value) =>
        value is IEnumerable && value.GetType().GetProperty("IsDefault") is { } unset && unset.GetValue(value) is true;
}
