using MySite.Admin.Lists.Deletions;
using MySite.Admin.Lists.Editing;

namespace MySite.Admin.Lists;

internal static class AdminListsServiceCollectionExtensions
{
    public static IServiceCollection AddAdminLists(this IServiceCollection services)
    {
        services.AddSingleton<EntityLists>();
        services.AddScoped<DeletionPlanner>();
        services.AddScoped<ListEditor>();
        return services;
    }
}
