using System.Text.Unicode;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using MySite.Shared;
using MySite.Shared.Receivers;
using MySite.Signals;
using MySite.Signals.Http;

namespace MySite;

/// <summary>What all rooms stand on: pages, URLs, cookies.</summary>
internal static class SiteServiceCollectionExtensions
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateOnStart();
        services.AddRouting(routing =>
        {
            routing.LowercaseUrls = true;
            routing.AppendTrailingSlash = true;
        });
        services.AddRazorPages().WithRazorPagesAtContentRoot();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<MethodNotAllowedFilter>());
        // Other alphabets stay readable in the source of a page; what means something in HTML is encoded all the same.
        services.Configure<WebEncoderOptions>(html => html.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddSiteCookies();
        services.AddSingleton<RunningCommand>().AddSingleton<IDeveloperPageExceptionFilter, DeveloperPage>();
        // One for all requests, each of which calls it.
        services.AddRequestSignals().AddReceivers(RequestReceivers.Connect).AddSingleton<RequestLog>();
        return services;
    }

    private static void AddSiteCookies(this IServiceCollection services)
    {
        services.AddAntiforgery(antiforgery =>
        {
            // Strict drops the cookie of a visitor who comes by a link, and with it the form in the other tab.
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.Cookie.Name = "mysite.antiforgery";
        });
        services.Configure<CookieTempDataProviderOptions>(note => note.Cookie.Name = "mysite.note");
        services.AddSingleton<CookieTempDataProvider>().Replace(ServiceDescriptor.Singleton<ITempDataProvider, NoteProvider>());
        services.AddOptions<CookiePolicyOptions>().Configure<CookieSecurity>((policy, security) =>
        {
            policy.MinimumSameSitePolicy = SameSiteMode.Lax;
            policy.HttpOnly = HttpOnlyPolicy.Always;
            policy.OnAppendCookie = cookie => security.Apply(cookie.Context, cookie.CookieOptions);
            policy.OnDeleteCookie = cookie => security.Apply(cookie.Context, cookie.CookieOptions);
        });
        services.AddSingleton<CookieSecurity>();
    }
}
