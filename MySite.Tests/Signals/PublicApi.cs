using System.Reflection;
using System.Runtime.CompilerServices;
using MySite.Signals;

namespace MySite.Tests.Signals;

/// <summary>Everything of the library that other code can name: a line for each type, and below it its members.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Lines() => typeof(ISignalHub).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is { } space && (space == "MySite.Signals" || space.StartsWith("MySite.Signals.", default)))
        .OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(PublicApiName.Of, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(Header(type)));

    private static string Header(Type type)
    {
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(found => found.IsVisible && !IsOfEveryRecord(found, type))
            .OrderBy(found => found.FullName, StringComparer.Ordinal)
            .Prepend(type.BaseType is { } up && !IsOfEvery(up) ? up : null).OfType<Type>().Select(PublicApiName.Of).ToArray();
        return $"{type.Namespace}: {Kind(type)} {PublicApiName.Of(type)}" +
            (bases.Length == 0 || type.IsEnum ? "" : $" : {string.Join(", ", bases)}") + PublicApiName.Constraints(type);
    }

    private static string Kind(Type type)
    {
        var record = type.GetMethod("PrintMembers", Declared) is null ? "" : "record ";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } =>
                $"{(type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "")}{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : "")}{(type.IsSealed ? "sealed " : "")}{record}class",
        };
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        return type.GetConstructors(Declared).Where(IsVisible).Select(Constructor)
            .Concat(type.GetFields(Declared).Where(field => IsVisible(field.Attributes)).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(found => IsVisible(found.AddMethod!)).Select(found => $"event {found.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method)
                && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                && !method.IsDefined(typeof(CompilerGeneratedAttribute))).Select(Method));
    }

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}new({PublicApiName.Parameters(constructor)})";

    private static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}";
        var value = field.IsLiteral ? $" = {PublicApiName.Value(field.GetRawConstantValue())}" : "";
        return $"{kind}{PublicApiName.Of(field)} {field.Name}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(accessors[0])}{Modifiers(accessors[0])}{required}{PublicApiName.Of(property)} {property.Name} " +
            $"{{ {string.Join(' ', accessors.Select(accessor => $"{Verb(accessor)};"))} }}";
    }

    private static string Verb(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static string Method(MethodInfo method) =>
        $"{Access(method)}{Modifiers(method)}{PublicApiName.Of(method.ReturnParameter)} {method.Name}" +
        $"{PublicApiName.Arguments(method.GetGenericArguments())}({PublicApiName.Parameters(method)})" +
        (method.IsGenericMethod ? PublicApiName.Constraints(method.GetGenericArguments()) : "");

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsVisible(MethodBase method) => method.IsPublic
        || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false });

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask)
        is FieldAttributes.Public && !attributes.HasFlag(FieldAttributes.SpecialName);

    private static bool IsOfEvery(Type type) => type == typeof(object) || type == typeof(ValueType) || type == typeof(Enum);

    private static bool IsOfEveryRecord(Type found, Type type) =>
        found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IEquatable<>) && found.GenericTypeArguments[0] == type;
}
