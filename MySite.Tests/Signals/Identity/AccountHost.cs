using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Identity;

/// <summary>
/// Identity with account signals on a database of its own, with cookies, bearer tokens and Identity's API.
/// </summary>
internal sealed class AccountHost : IAsyncDisposable
{
    internal const string Password = "hunter2 hunter2";
    internal const string NewPassword = "hunter3 hunter3";

    private readonly ConcurrentDictionary<int, RequestDelegate> _expected = new();
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"mysite-accounts-{Path.GetRandomFileName()}");
    private readonly WebApplication _app;
    private int _requests;

    private AccountHost(Action<IServiceCollection>? more, bool records)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddAuthorization();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        builder.Services.AddModelSignals<AccountContext>();
        builder.Services.AddDbContext<AccountContext>((services, options) =>
            options.AllowManyServices().UseSqlite($"Data Source={_database};Pooling=False").UseModelSignals(services));
        builder.Services.AddIdentityApiEndpoints<Member>(Configure).AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AccountContext>().AddAccountSignals<Member>();
        if (records)
            builder.Services.AddReceivers(Record);
        more?.Invoke(builder.Services);

        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
            return next(context);
        });
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapIdentityApi<Member>();
        _app.MapPost("/act/{number:int}", (int number, HttpContext context) => _expected[number](context));
    }

    internal Recorder Recorder { get; } = new();

    /// <summary>Every account signal that was sent, in order; those that an update raises with its reason.</summary>
    internal IReadOnlyList<string> Heard => [.. Recorder.Entries.Select(entry =>
        entry.Payload is UserUpdated updated ? $"{entry.Signal} {updated.Reason}" : entry.Signal)];

    // Ahead of the real time: a client would drop cookies that seem to have expired.
    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2035, 6, 15, 12, 0, 0, TimeSpan.Zero));

    internal IServiceProvider Services => _app.Services;

    internal ISignalHub Hub => Services.GetRequiredService<ISignalHub>();

    internal static async Task<AccountHost> StartAsync(Action<IServiceCollection>? more = null, bool records = true)
    {
        var host = new AccountHost(more, records);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        await host.InScopeAsync(services => services.GetRequiredService<AccountContext>().Database
            .EnsureCreatedAsync(TestContext.Current.CancellationToken));
        return host;
    }

    internal Browser NewBrowser()
    {
        var client = new HttpClient(new CookieContainerHandler { InnerHandler = _app.GetTestServer().CreateHandler() })
        {
            BaseAddress = new Uri("http://localhost"),
        };
        client.DefaultRequestHeaders.Add("Origin", "http://localhost");
        client.DefaultRequestHeaders.Add("User-Agent", "Lynx/2.8");
        return new Browser(this, client);
    }

    /// <summary>Creates a user; the test hears nothing of it.</summary>
    internal async Task<Member> AddAsync(string userName, Func<UserManager<Member>, Member, Task>? prepare = null)
    {
        var member = new Member { UserName = userName, Email = $"{userName}@example.org", EmailConfirmed = true };
        await InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            Assert.True((await users.CreateAsync(member, Password)).Succeeded);
            if (prepare is not null)
                await prepare(users, member);
        });
        Recorder.Clear();
        return member;
    }

    internal async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    internal static UserManager<Member> UsersOf(IServiceProvider services) =>
        services.GetRequiredService<UserManager<Member>>();

    /// <summary>Lets a manager of its own scope do something with a user that it reads afresh.</summary>
    internal Task InUsersAsync(Member member, Func<UserManager<Member>, Member, Task> act) => InScopeAsync(async services =>
    {
        var users = UsersOf(services);
        await act(users, Assert.IsType<Member>(await users.FindByIdAsync(member.Id)));
    });

    /// <summary>The user as the database has it.</summary>
    internal async Task<Member> FindAsync(Member member)
    {
        var found = member;
        await InUsersAsync(member, (_, read) => Task.FromResult(found = read));
        return found;
    }

    internal int Expect(RequestDelegate act)
    {
        var number = Interlocked.Increment(ref _requests);
        _expected[number] = act;
        return number;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        File.Delete(_database);
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Password = new() { RequireDigit = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        options.Lockout.MaxFailedAccessAttempts = 3;
    }

    private void Record(ISignalHub hub)
    {
        Recorder.Hear(hub, AccountSignals.UserCreated);
        Recorder.Hear(hub, AccountSignals.UserDeleted);
        Recorder.Hear(hub, AccountSignals.UserLoggedIn);
        Recorder.Hear(hub, AccountSignals.UserLoggedOut);
        Recorder.Hear(hub, AccountSignals.UserLoginFailed);
        Recorder.Hear(hub, AccountSignals.UserUpdated);
        Recorder.Hear(hub, AccountSignals.PasswordChanged);
        Recorder.Hear(hub, AccountSignals.UserLockedOut);
        Recorder.Hear(hub, AccountSignals.UserUnlocked);
        Recorder.Hear(hub, AccountSignals.UserRolesChanged);
        Recorder.Hear(hub, AccountSignals.UserClaimsChanged);
        Recorder.Hear(hub, AccountSignals.UserLoginsChanged);
        Recorder.Hear(hub, AccountSignals.PasskeyAdded);
        Recorder.Hear(hub, AccountSignals.PasskeyRemoved);
        Recorder.Hear(hub, AccountSignals.TwoFactorRequired);
        Recorder.Hear(hub, AccountSignals.SessionRejected);
    }
}
