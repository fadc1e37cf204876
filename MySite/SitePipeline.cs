using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MySite.Admin;
using MySite.Shared;

namespace MySite;

internal static class SitePipeline
{
    public static WebApplication UseSite(this WebApplication app)
    {
        // The host would do this a moment later, and log a page of stack trace for a word mistyped in a setting.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        app.UseRequestSpans();
        app.UseQuietProbes();
        if (app.Environment.IsDevelopment())
            DeveloperPage.Allow(app);
        app.UseSiteSecurityHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500" });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.UsesHttps(app.Environment))
            app.UseHsts().UseHttpsRedirection();

        // The texts are English, and so are their dates and numbers, wherever the server stands.
        app.UseRequestLocalization("en-US");
        app.UseCookiePolicy();
        app.UseRouting();
        app.UseRequestSpanNames();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseOutputCache();
        return app;
    }

    public static WebApplication MapSite(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapAdmin();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], () => Results.LocalRedirect("~/polls/"));
        app.MapHealthChecks($"{Probes.Path}/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks($"{Probes.Path}/ready");
        return app;
    }
}
