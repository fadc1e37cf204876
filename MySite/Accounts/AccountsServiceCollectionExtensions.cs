using Microsoft.AspNetCore.Identity;
using MySite.Data;

namespace MySite.Accounts;

internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentity<User, IdentityRole<Guid>>(options => options.User.RequireUniqueEmail = true)
            .AddEntityFrameworkStores<SiteDbContext>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<UserClaims>();

        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/accounts/login/";
            cookie.LogoutPath = "/accounts/logout/";
            cookie.Cookie.Name = "mysite.session";
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        return services;
    }
}
