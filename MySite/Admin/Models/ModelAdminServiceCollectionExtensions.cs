using System.Reflection;
using MySite.Admin.History;
using MySite.Signals;

namespace MySite.Admin.Models;

internal static class ModelAdminServiceCollectionExtensions
{
    /// <summary>Registers every declaration in <paramref name="assembly"/>.</summary>
    public static IServiceCollection AddModelAdmins(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in DeclarationsIn(assembly))
            services.AddSingleton(typeof(ModelAdmin), type);
        return services;
    }

    /// <summary>Registers a declaration that stands in another assembly, and writes the history of its objects.</summary>
    public static IServiceCollection AddModelAdmin<TDeclaration>(this IServiceCollection services)
        where TDeclaration : ModelAdmin => services.AddSingleton<ModelAdmin, TDeclaration>()
            .AddReceivers(hub => HistoryReceivers.Connect(hub, EntityOf(typeof(TDeclaration))));

    /// <summary>The entities whose history is written by those who hear of saves, for what has to know them before there are
    /// services.</summary>
    public static IEnumerable<Type> EntitiesIn(Assembly assembly) => DeclarationsIn(assembly)
        .Where(declaration => !declaration.IsAssignableTo(typeof(IOwnHistory))).Select(EntityOf);

    private static IEnumerable<Type> DeclarationsIn(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ModelAdmin)));

    private static Type EntityOf(Type declaration) =>
        declaration is { IsGenericType: true } && declaration.GetGenericTypeDefinition() == typeof(ModelAdmin<>)
            ? declaration.GenericTypeArguments[0]
            : EntityOf(declaration.BaseType!);
}
