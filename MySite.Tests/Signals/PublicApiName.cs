using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MySite.Tests.Signals;

/// <summary>Types, parameters and values as C# writes them, with what may be null.</summary>
internal static class PublicApiName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type) => Of(type, nullability: null);

    public static string Of(FieldInfo field) => Of(field.FieldType, Nullability.Create(field));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Nullability.Create(property));

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Nullability.Create(parameter));

    public static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Arguments(Type[] arguments) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Of))}>";

    public static string Constraints(params Type[] arguments) => string.Concat(
        arguments.SelectMany(type => type.IsGenericParameter ? [type] : type.GetGenericArguments())
            .Select(argument => (argument.Name, Constraints: string.Join(", ", ConstraintsOf(argument))))
            .Where(argument => argument.Constraints != "")
            .Select(argument => $" where {argument.Name} : {argument.Constraints}"));

    public static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        return $"{passing}{Of(parameter)} {parameter.Name}{value}";
    }

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";

        var mark = MayBeMarked(type) && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;

        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Of(type.DeclaringType!)}." : "";
        return $"{outer}{type.Name.Split('`')[0]}{Arguments(type, nullability)}{mark}";
    }

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        var known = nullability?.GenericTypeArguments is { } infos && infos.Length == arguments.Length ? infos : null;
        return arguments.Length == 0 || !type.Name.Contains('`', StringComparison.Ordinal)
            ? ""
            : $"<{string.Join(", ", arguments.Select((argument, index) =>
                Variance(type, argument) + Of(argument, known?[index])))}>";
    }

    // Of a parameter that may be any type, reflection does not tell T from T?.
    private static bool MayBeMarked(Type type) => !type.IsValueType && (!type.IsGenericParameter
        || type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint));

    private static string Variance(Type type, Type argument) => !type.IsGenericTypeDefinition ? ""
        : (argument.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Contravariant => "in ",
            GenericParameterAttributes.Covariant => "out ",
            _ => "",
        };

    private static IEnumerable<string> ConstraintsOf(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        foreach (var type in argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)))
            yield return Of(type);
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)
            && !attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "new()";
    }
}
