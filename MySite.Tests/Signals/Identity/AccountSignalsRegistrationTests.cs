using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class AccountSignalsRegistrationTests
{
    [Fact]
    public async Task After_AddIdentity_both_managers_raise_signals()
    {
        await using var app = Build(services => services.AddIdentity<Member, IdentityRole>()
            .AddEntityFrameworkStores<AccountContext>().AddAccountSignals<Member>());

        await app.StartAsync(TestContext.Current.CancellationToken);

        await using var scope = app.Services.CreateAsyncScope();
        Assert.IsType<SignalUserManager<Member>>(scope.ServiceProvider.GetRequiredService<UserManager<Member>>());
        Assert.IsType<SignalSignInManager<Member>>(scope.ServiceProvider.GetRequiredService<SignInManager<Member>>());
    }

    [Fact]
    public async Task After_AddIdentityCore_the_sign_in_manager_comes_along()
    {
        await using var app = Build(services =>
        {
            services.AddAuthentication();
            services.AddIdentityCore<Member>().AddEntityFrameworkStores<AccountContext>().AddAccountSignals<Member>();
        });

        await app.StartAsync(TestContext.Current.CancellationToken);

        await using var scope = app.Services.CreateAsyncScope();
        Assert.IsType<SignalSignInManager<Member>>(scope.ServiceProvider.GetRequiredService<SignInManager<Member>>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_manager_of_the_applications_own_that_derives_from_these_stays(bool isFirst)
    {
        await using var app = Build(services =>
        {
            var identity = services.AddIdentity<Member, IdentityRole>().AddEntityFrameworkStores<AccountContext>();
            if (!isFirst)
                identity.AddAccountSignals<Member>();
            identity.AddUserManager<DerivedUserManager>();
            if (isFirst)
                identity.AddAccountSignals<Member>();
        });

        await app.StartAsync(TestContext.Current.CancellationToken);

        await using var scope = app.Services.CreateAsyncScope();
        Assert.IsType<DerivedUserManager>(scope.ServiceProvider.GetRequiredService<UserManager<Member>>());
    }

    [Fact]
    public async Task A_later_sign_in_manager_without_signals_stops_the_start()
    {
        await using var app = Build(services => services.AddIdentity<Member, IdentityRole>()
            .AddEntityFrameworkStores<AccountContext>().AddAccountSignals<Member>()
            .AddSignInManager<SilentSignInManager>());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("SignInManager<Member> is SilentSignInManager", error.Message);
        Assert.Contains("Call AddAccountSignals<Member>() last", error.Message);
        Assert.Contains("derive your own from SignalSignInManager<Member>", error.Message);
    }

    [Fact]
    public async Task An_earlier_manager_without_signals_stops_the_start_too()
    {
        await using var app = Build(services => services.AddIdentity<Member, IdentityRole>()
            .AddEntityFrameworkStores<AccountContext>().AddUserManager<SilentUserManager>()
            .AddAccountSignals<Member>());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("UserManager<Member> is SilentUserManager", error.Message);
    }

    [Theory]
    [InlineData("ISecurityStampValidator is SecurityStampValidator<Member>")]
    [InlineData("ITwoFactorSecurityStampValidator is TwoFactorSecurityStampValidator<Member>")]
    public async Task A_later_validator_that_would_turn_rejections_into_logouts_stops_the_start(string complaint)
    {
        await using var app = Build(services =>
        {
            services.AddIdentity<Member, IdentityRole>().AddEntityFrameworkStores<AccountContext>()
                .AddAccountSignals<Member>();
            if (complaint.StartsWith("ISecurity", StringComparison.Ordinal))
                services.AddScoped<ISecurityStampValidator, SecurityStampValidator<Member>>();
            else
                services.AddScoped<ITwoFactorSecurityStampValidator, TwoFactorSecurityStampValidator<Member>>();
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            app.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith(complaint, error.Message);
    }

    [Fact]
    public void The_builder_of_another_user_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new ServiceCollection().AddIdentityCore<IdentityUser>().AddAccountSignals<Member>());

        Assert.StartsWith("The user of this builder is IdentityUser", error.Message);
    }

    private static WebApplication Build(Action<IServiceCollection> identity)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddDbContext<AccountContext>(options => options.UseSqlite("Data Source=:memory:"));
        identity(builder.Services);
        return builder.Build();
    }

    private sealed class DerivedUserManager(
        IUserStore<Member> store, IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher,
        IEnumerable<IUserValidator<Member>> userValidators, IEnumerable<IPasswordValidator<Member>> passwordValidators,
        ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services,
        ILogger<UserManager<Member>> logger)
        : SignalUserManager<Member>(
            store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger);

    private sealed class SilentUserManager(
        IUserStore<Member> store, IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher,
        IEnumerable<IUserValidator<Member>> userValidators, IEnumerable<IPasswordValidator<Member>> passwordValidators,
        ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services,
        ILogger<UserManager<Member>> logger)
        : UserManager<Member>(
            store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger);

    private sealed class SilentSignInManager(
        UserManager<Member> users, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Member> claims,
        IOptions<IdentityOptions> options, ILogger<SignInManager<Member>> logger, IAuthenticationSchemeProvider schemes,
        IUserConfirmation<Member> confirmation)
        : SignInManager<Member>(users, accessor, claims, options, logger, schemes, confirmation);
}
