using System.Security.Claims;
using Microsoft.Extensions.Options;
using MySite.Accounts;

namespace MySite.Admin.TimeZones;

internal static class TimeZonesServiceCollectionExtensions
{
    public static IServiceCollection AddStaffTime(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped(Create);
        return services;
    }

    private static StaffTime Create(IServiceProvider services)
    {
        var user = services.GetRequiredService<IHttpContextAccessor>().HttpContext?.User;
        var zone = KnownZones.Find(user?.FindFirstValue(ZoneClaim.Type))
            ?? KnownZones.Find(services.GetRequiredService<IOptions<AdminOptions>>().Value.TimeZone);
        return new StaffTime(zone!, services.GetRequiredService<TimeProvider>());
    }
}
