using System.Reflection;

namespace MySite.Signals;

/// <summary>What people call a receiver, where the compiler calls it <c>&lt;&gt;c.&lt;Connect&gt;b__0_0</c>.</summary>
internal static class ReceiverName
{
    public static string Of(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;

    public static string Of(MethodInfo method)
    {
        var type = method.DeclaringType;
        while (type is { Name: ['<', ..], DeclaringType: { } outer })
            type = outer;
        var owner = type is null ? "" : Of(type);

        if (method.Name[0] != '<')
            return $"{owner}.{method.Name}";
        var end = method.Name.LastIndexOf('>');
        var made = method.Name[(end + 1)..];
        return made.StartsWith("g__", StringComparison.Ordinal)
            ? $"{owner}.{made[3..made.IndexOf('|')]}"
            : $"{owner} lambda in {method.Name[1..end]}";
    }
}
