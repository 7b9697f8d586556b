using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Api.Tests.Architecture;

/// <summary>Makes an event with something in every member, the same each time.</summary>
internal static class EventSample
{
    private static readonly Dictionary<Type, object> Simple = new()
    {
        [typeof(string)] = "texte",
        [typeof(OptionValue)] = new OptionValue.Text("texte"),
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 7L,
        [typeof(decimal)] = 12.50m,
        [typeof(Guid)] = new Guid("0198c0de-0000-7000-8000-000000000001"),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 3, 8, 6, 59, 59, 123, TimeSpan.Zero),
        [typeof(DateOnly)] = new DateOnly(2026, 2, 28),
        [typeof(TimeOnly)] = new TimeOnly(8, 30),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(90),
        [typeof(Money)] = new Money(12.50m),
        [typeof(OptionValue)] = new OptionValue.Text("texte"),
    };

    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Simple.TryGetValue(type, out var simple) ? simple
            : type.IsEnum ? Enum.GetValues(type).Cast<object>().Last()
            : type.IsGenericType && type.Namespace == typeof(ImmutableArray).Namespace ? Collection(type)
            : Record(type);
    }

    private static object Record(Type type)
    {
        if (type.IsAbstract)
        {
            // One of several models: the first with a collection is the hardest to store.
            var models = type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType).ToArray();
            type = models.FirstOrDefault(model => model.GetProperties().Any(member => member.PropertyType.IsGenericType)) ?? models[0];
        }

        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }

    /// <summary>An immutable collection with one thing in it, or one thing under one key.</summary>
    private static object Collection(Type type)
    {
        var things = type.GetGenericArguments();
        var empty = type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return type.GetMethod("Add", things)!.Invoke(empty, [.. things.Select(Of)])!;
    }
}
