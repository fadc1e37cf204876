using System.CommandLine;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Accounts.Confirmed;
using MySite.Accounts.External;
using MySite.Accounts.Passkeys;
using MySite.Accounts.Passwords;
using MySite.Accounts.Recovery;
using MySite.Accounts.TwoFactor;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts;

internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration(AccountsOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddIdentity<User, IdentityRole<Guid>>()
            .AddEntityFrameworkStores<SiteDbContext>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokens>(PasswordResetTokens.Name)
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddUserStore<AccountStore>()
            .AddSignInManager<ActiveSignInManager>()
            .AddAccountSignals<User>()
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddErrorDescriber<AccountErrors>()
            .AddUserValidator<UserNameValidator>()
            .AddUserValidator<EmailAddressValidator>()
            .AddUserValidator<TimeZoneValidator>()
            .AddPasswordValidator<SimilarPasswordValidator>()
            .AddPasswordValidator<CommonPasswordValidator>()
            .AddPasswordValidator<NumericPasswordValidator>();
        services.AddSingleton<ILookupNormalizer, LookupNormalizer>();
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<Confirmation>();
        services.AddScoped<LogInWays>();
        services.AddScoped<Authenticator>();
        services.AddScoped<ExternalAccounts>();
        services.AddExternalLogIn(configuration);
        services.AddScoped<AuthenticatorKeys>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountsOptions>>(Configure);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccountsOptions>>((passkeys, accounts) =>
        {
            passkeys.ServerDomain = accounts.Value.PasskeyDomain is { Length: > 0 } domain ? domain : null;
            // The passkey itself says whose it is, and asks for a finger or a PIN: it stands for both factors.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
        });
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
        services.AddReceivers(AccountReceivers.Connect);
        services.AddSingleton<Command, CreateSuperuserCommand>();
        return services;
    }

    private static void Configure(IdentityOptions identity, IOptions<AccountsOptions> accounts)
    {
        // EmailAddressValidator has the rule, and lets users be who have no address.
        identity.User.RequireUniqueEmail = false;
        // Any script: UserNameValidator has the rule.
        identity.User.AllowedUserNameCharacters = "";
        identity.Lockout.MaxFailedAccessAttempts = accounts.Value.MaxFailedLogIns;
        identity.Lockout.DefaultLockoutTimeSpan = accounts.Value.LockOutDuration;
        identity.Tokens.PasswordResetTokenProvider = PasswordResetTokens.Name;
        // Django's four rules: the length here, the other three as validators.
        identity.Password = new PasswordOptions
        {
            RequiredLength = 8,
            RequiredUniqueChars = 0,
            RequireDigit = false,
            RequireLowercase = false,
            RequireNonAlphanumeric = false,
            RequireUppercase = false,
        };
    }
}
