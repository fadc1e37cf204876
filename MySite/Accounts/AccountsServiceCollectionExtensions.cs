using System.CommandLine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Accounts.Addresses;
using MySite.Accounts.LogIns;
using MySite.Accounts.Passwords;
using MySite.Accounts.Personal;
using MySite.Accounts.Proofs;
using MySite.Accounts.Recovery;
using MySite.Data;
using MySite.Shared;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts;

internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
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
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<NewPassword>();
        services.AddScoped<ResetMailQuota>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountsOptions>>(Configure);
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountsOptions>>(
            (hasher, accounts) => hasher.IterationCount = accounts.Value.PasswordIterations);
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
        services.AddReceivers(AccountReceivers.Connect);
        services.AddHostedService<LogInPurge>();
        services.AddScoped<Proof>().AddScoped<EmailLinks>().AddScoped<AccountRemoval>();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccountsOptions>>(AddPolicies);
        services.AddSingleton<Command, CreateSuperuserCommand>();
        services.AddSingleton<Command, ChangePasswordCommand>();
        return services;
    }

    private static void AddPolicies(AuthorizationOptions authorization, IOptions<AccountsOptions> accounts) =>
        authorization.AddPolicy(ParticipantPolicy.Name, policy => policy.RequireAssertion(asked =>
            !accounts.Value.RequireConfirmedEmail || asked.User.HasClaim(claim => claim.Type == ConfirmedClaim.Type)));

    private static void Configure(IdentityOptions identity, IOptions<AccountsOptions> accounts)
    {
        // EmailAddressValidator has the rule, and lets users be who have no address.
        identity.User.RequireUniqueEmail = false;
        // Any script: UserNameValidator has the rule.
        identity.User.AllowedUserNameCharacters = "";
        identity.Lockout.MaxFailedAccessAttempts = accounts.Value.MaxFailedLogIns;
        identity.Lockout.DefaultLockoutTimeSpan = accounts.Value.LockOutDuration;
        identity.Tokens.PasswordResetTokenProvider = PasswordResetTokens.Name;
        identity.Tokens.EmailConfirmationTokenProvider = EmailTokens.Name;
        identity.Tokens.ChangeEmailTokenProvider = EmailTokens.Name;
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
