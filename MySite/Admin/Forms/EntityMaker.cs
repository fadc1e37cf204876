using System.Reflection;

namespace MySite.Admin.Forms;

/// <summary>Makes an entity the way EF Core does: by a constructor whose parameters are named like its properties.</summary>
internal static class EntityMaker
{
    public static object Create(Type type, IReadOnlyDictionary<string, object?> values)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(each => each.GetParameters()
                .All(parameter => values.ContainsKey(parameter.Name!) || parameter.HasDefaultValue))
            .MaxBy(each => each.GetParameters().Length)
            ?? throw new InvalidOperationException(
                $"The administration cannot make a {type.Name}: no constructor takes only what its form asks for.");
        return constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, binder: null,
            [.. constructor.GetParameters()
                .Select(parameter => values.GetValueOrDefault(parameter.Name!, parameter.DefaultValue))],
            culture: null);
    }
}
