using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MySite.Accounts.External;

internal static class OpenIdConnectExtensions
{
    public static IServiceCollection AddExternalLogIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExternalLogInOptions>().BindConfiguration(ExternalLogInOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        var settings = configuration.GetSection(ExternalLogInOptions.Section).Get<ExternalLogInOptions>() ?? new();
        if (settings.IsOn)
            services.AddAuthentication().AddOpenIdConnect(
                ExternalLogInOptions.Scheme, settings.Name, options => Configure(options, settings));
        return services;
    }

    private static void Configure(OpenIdConnectOptions options, ExternalLogInOptions settings)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = settings.Authority!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ResponseType = OpenIdConnectResponseType.Code;
        // An answer by form comes from another site, and so without the cookies of this one.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        options.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");
        options.Scope.Add("email");
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/accounts/external/failed/");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
