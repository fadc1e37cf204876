using MySite.Admin.Lists.Deletions;

namespace MySite.Admin.Lists;

internal static class AdminListsServiceCollectionExtensions
{
    public static IServiceCollection AddAdminLists(this IServiceCollection services)
    {
        services.AddSingleton<EntityLists>();
        services.AddScoped<DeletionPlanner>();
        return services;
    }
}
