using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

internal static class AccountCookies
{
    public static IServiceCollection AddAccountCookies(this IServiceCollection services)
    {
        // Also how soon a flag that was taken away closes the administration to somebody who is logged in.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
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
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme, cookie => cookie.Cookie.Name = "mysite.second-step");
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorRememberMeScheme, cookie => cookie.Cookie.Name = "mysite.known-browser");
        return services;
    }
}
