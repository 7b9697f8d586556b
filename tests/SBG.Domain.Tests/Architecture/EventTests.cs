using System.Reflection;
using System.Runtime.CompilerServices;
using FluentAssertions;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Architecture;

public sealed class EventTests
{
    private static readonly Type[] Events =
    [
        .. typeof(Refusal).Assembly.GetTypes().Where(type => !type.IsAbstract && type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(EventOf<>)),
    ];

    [Fact]
    public void Stored_names_are_the_approved_ones() =>
        Events.Select(type => $"{type.GetCustomAttribute<StoredAsAttribute>()!.Name} {type.BaseType!.GenericTypeArguments[0].Name}").Order(StringComparer.Ordinal)
            .Should().Equal(File.ReadAllLines(Beside("events.approved.txt")), "a released name never changes; a new one is added to events.approved.txt");

    [Fact]
    public void Stored_names_are_distinct_and_tell_no_type_of_ours()
    {
        var names = Events.Select(type => type.GetCustomAttribute<StoredAsAttribute>()!.Name).ToArray();
        names.Should().OnlyHaveUniqueItems().And.OnlyContain(name => name.All(character => character == '_' || char.IsAsciiLetterLower(character)));
    }

    [Fact]
    public void No_event_has_a_member_for_personal_data_in_clear()
    {
        string[] personal = ["Email", "Description", "Comment", "Reason", "Note", "FirstName", "LastName"];
        var wrong = from type in Events
                    from property in type.GetProperties()
                    where property.PropertyType == typeof(string) && personal.Contains(property.Name)
                    select $"{type.Name}.{property.Name}";
        wrong.Should().BeEmpty();
    }

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);
}
