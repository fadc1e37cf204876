using System.CommandLine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Accounts.Addresses;
using MySite.Accounts.External;
using MySite.Accounts.LogIns;
using MySite.Accounts.Passkeys;
using MySite.Accounts.Passwords;
using MySite.Accounts.Personal;
using MySite.Accounts.Proofs;
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
        services.AddOptions<DevelopmentAdminOptions>().BindConfiguration(DevelopmentAdminOptions.Section)
            .Validate<IHostEnvironment>(
                (admin, environment) => environment.IsDevelopment() || !admin.IsSet,
                "Accounts:Development is for the Development environment alone: its password is known to everybody.")
            .ValidateOnStart();
        services.AddHostedService<CreateDevelopmentAdmin>();
        services.AddIdentity<User, IdentityRole<Guid>>()
            .AddEntityFrameworkStores<SiteDbContext>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokens>(PasswordResetTokens.Name)
            .AddTokenProvider<EmailTokens>(EmailTokens.Name)
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddUserStore<AccountStore>()
            .AddUserManager<SiteUserManager>()
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
        services.AddSingleton<IPasswordHasher<User>, EvenPasswordHasher>();
        services.AddSingleton<DecoyPassword>().AddSingleton<AccountQueries>();
        services.AddScoped<Proof>().AddScoped<NewPassword>().AddScoped<ResetMailQuota>().AddScoped<EmailLinks>();
        services.AddScoped<Authenticator>().AddScoped<AuthenticatorKeys>().AddScoped<LogInWays>();
        services.AddScoped<AccountRemoval>().AddScoped<ExternalAccounts>().AddExternalLogIn(configuration);
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountsOptions>>(IdentityRules.Set);
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountsOptions>>(IdentityRules.Set);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccountsOptions>>(IdentityRules.Set);
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccountsOptions>>(ConfirmedClaim.AddPolicy);
        services.AddAccountCookies();
        services.AddReceivers(AccountReceivers.Connect);
        services.AddHostedService<LogInPurge>();
        services.AddSingleton<Command, CreateSuperuserCommand>();
        services.AddSingleton<Command, ChangePasswordCommand>();
        return services;
    }
}
