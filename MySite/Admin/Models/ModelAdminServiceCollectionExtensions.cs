using System.Reflection;

namespace MySite.Admin.Models;

internal static class ModelAdminServiceCollectionExtensions
{
    /// <summary>Registers every declaration in <paramref name="assembly"/>.</summary>
    public static IServiceCollection AddModelAdmins(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
            if (type is { IsAbstract: false } && type.IsAssignableTo(typeof(ModelAdmin)))
                services.AddSingleton(typeof(ModelAdmin), type);
        return services;
    }
}
