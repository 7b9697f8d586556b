using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Xunit;

namespace SBG.Api.Tests.Architecture;

/// <summary>Events, states, documents and answers are written and read by generated code, as reflection would.</summary>
public sealed class GeneratedJsonTests(Testing.Api api)
{
    /// <summary>The lists are being written: they count from the next build on.</summary>
    private static bool Approving => Environment.GetEnvironmentVariable("SBG_APPROVE") == "1";

    private IEnumerable<Type> Stored =>
        typeof(StoredAsAttribute).Assembly.GetTypes().Where(type => type.IsDefined(typeof(StoredAsAttribute)))
            .Concat(((IReadOnlyStoreOptions)api.Services.GetRequiredService<IDocumentStore>().Options).AllKnownDocumentTypes().Select(document => document.DocumentType))
            .Where(type => type.Namespace!.StartsWith("SBG.", StringComparison.Ordinal)).Distinct();

    private IEnumerable<Type> Answered =>
        api.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<EndpointContract>()?.View).OfType<Type>()
            .Where(type => JsonContext.Of(type) != "Kernel").Distinct();

    [Fact]
    public void What_is_stored_is_generated() =>
        Check(Stored, StoreJson.Options, context => new("SBG.Projections", context, "Json", "How this context's events, states and documents are stored: generated code for each."));

    [Fact]
    public void What_is_answered_is_generated() =>
        Check(Answered, ApiJson.Options, context => new("SBG.Api", context, "Answers", "What this context answers: generated code for each."));

    [Fact]
    public void The_store_keeps_the_generated_code()
    {
        // Marten copies the options; a copy keeps the chain of resolvers.
        var serializer = api.Services.GetRequiredService<IDocumentStore>().Options.Serializer();
        var copies = serializer.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(serializer)).OfType<JsonSerializerOptions>().ToArray();
        copies.Should().NotBeEmpty();
        copies.SelectMany(copy => Stored.Where(type => !IsGenerated(type, copy))).Should().BeEmpty();
    }

    [Fact]
    public void Generated_code_writes_and_reads_what_reflection_does()
    {
        foreach (var (types, options) in new[] { (Stored, StoreJson.Options), (Answered, ApiJson.Options) })
        {
            var reflection = new JsonSerializerOptions(options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
            foreach (var type in types)
            {
                options.GetTypeInfo(type).Properties.Select(Shape).Should().Equal(reflection.GetTypeInfo(type).Properties.Select(Shape), "{0} has these members", type);
            }

            foreach (var type in types.Where(type => type.IsDefined(typeof(StoredAsAttribute))))
            {
                var sample = EventSample.Of(type);
                var written = JsonSerializer.Serialize(sample, type, options);
                written.Should().Be(JsonSerializer.Serialize(sample, type, reflection));
                JsonSerializer.Serialize(JsonSerializer.Deserialize(written, type, options), type, options).Should().Be(written);
            }
        }
    }

    /// <summary>Generated code sets every member that is `init`, to nothing where the JSON has none: what must be something says so itself.</summary>
    [Fact]
    public void A_member_that_a_document_lacks_reads_as_it_begins()
    {
        var reflection = new JsonSerializerOptions(StoreJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        foreach (var type in Known(Stored, StoreJson.Options).Where(type => type is { IsAbstract: false } && StoreJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object))
        {
            var (generated, reflected) = (Read(type, StoreJson.Options), Read(type, reflection));
            foreach (var member in reflection.GetTypeInfo(type).Properties.Where(member => member.Set is not null && member.Get is not null))
            {
                IsNothing(member.Get!(generated)).Should().Be(IsNothing(member.Get!(reflected)), "{0}.{1} begins with something: init => field = value ?? …", type, member.Name);
            }
        }
    }

    private static void Check(IEnumerable<Type> types, JsonSerializerOptions options, Func<string, JsonContext> file)
    {
        foreach (var context in types.GroupBy(JsonContext.Of))
        {
            var expected = file(context.Key);
            if (Approving)
            {
                File.WriteAllText(expected.Path, expected.Text(context), new UTF8Encoding(false));
            }

            var text = File.Exists(expected.Path) ? File.ReadAllText(expected.Path) : "";
            text.Should().Be(expected.Text(context), "{0} is written by a run of the tests with SBG_APPROVE=1", expected.Path);
        }

        types.Where(type => !IsGenerated(type, options)).Select(JsonContext.Line).Should().BeEmpty("generated code serves them");
    }

    private static bool IsGenerated(Type type, JsonSerializerOptions options) => Approving || options.GetTypeInfo(type).OriginatingResolver is JsonSerializerContext;

    private static (string, Type, bool, bool, bool) Shape(JsonPropertyInfo member) =>
        (member.Name, member.PropertyType, member.Get is null, member.Set is null, member.IsRequired);

    private static bool IsNothing(object? value) =>
        value is null || (value.GetType() is { IsValueType: true } type && value.Equals(RuntimeHelpers.GetUninitializedObject(type)));

    private static object Read(Type type, JsonSerializerOptions options) => JsonSerializer.Deserialize("{}", type, options)!;

    /// <summary>These types and all that their members are made of.</summary>
    private static HashSet<Type> Known(IEnumerable<Type> types, JsonSerializerOptions options)
    {
        var known = new HashSet<Type>();
        var open = new Queue<Type>(types);
        while (open.TryDequeue(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) is true && !type.IsGenericType)
            {
                continue;
            }

            if (known.Add(type))
            {
                var info = options.GetTypeInfo(type);
                var parts = info.Properties.Select(member => member.PropertyType).Append(info.ElementType).Concat(type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType));
                foreach (var part in parts.OfType<Type>())
                {
                    open.Enqueue(part);
                }
            }
        }

        return known;
    }
}
