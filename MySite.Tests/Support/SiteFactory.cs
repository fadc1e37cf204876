using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MySite.Data;
using Serilog;
using Serilog.Core;

namespace MySite.Tests.Support;

/// <summary>The whole site on a database and a clock of its own, deaf to the developer's settings.</summary>
public sealed class SiteFactory : WebApplicationFactory<Program>
{
    // Ahead of the real time: a client would drop cookies that seem to have expired.
    private static readonly DateTimeOffset Noon = new(2035, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> _settings;
    private readonly List<Action<IServiceCollection>> _replacements = [];

    public SiteFactory(TestDatabase database) => _settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accounts:StaffAddress"] = "",
        ["Accounts:MaxFailedLogIns"] = "5",
        ["Accounts:LockOutDuration"] = "00:05:00",
        ["Accounts:LongestLockOut"] = "1.00:00:00",
        // The least that is allowed: the tests log in often.
        ["Accounts:PasswordIterations"] = "10000",
        ["Accounts:PasswordResetLifetime"] = "01:00:00",
        ["Accounts:PasswordResetMailsPerHour"] = "3",
        ["Accounts:Development:UserName"] = "",
        ["Accounts:Development:Email"] = "",
        ["Accounts:Development:Password"] = "",
        ["Accounts:RequireConfirmedEmail"] = "false",
        ["Accounts:EmailLinkLifetime"] = "1.00:00:00",
        ["Accounts:LogInHistory"] = "90.00:00:00",
        ["Accounts:RecentLogIn"] = "00:15:00",
        ["Accounts:PasskeyDomain"] = "",
        ["Accounts:OpenIdConnect:Name"] = "OpenID",
        ["Accounts:OpenIdConnect:Authority"] = "",
        ["Accounts:OpenIdConnect:ClientId"] = "",
        ["Accounts:OpenIdConnect:ClientSecret"] = "",
        ["Signals:Trace:Enabled"] = "true",
        ["Signals:Trace:Traces"] = "200",
        ["Signals:Trace:Events"] = "1000",
        ["Signals:Trace:Sample"] = "1",
        // Hundreds of requests within a second of the tests' clock, which stands still, are all seen.
        ["Signals:Trace:PerSecond"] = "0",
        ["Signals:Outbox:PollInterval"] = "00:00:05",
        // The tests' clock stands still.
        ["Signals:Outbox:Linger"] = "00:00:00",
        ["Signals:Outbox:Lease"] = "00:05:00",
        ["Signals:Outbox:FirstRetry"] = "00:00:05",
        ["Signals:Outbox:LongestRetry"] = "00:10:00",
        ["Signals:Outbox:KeepDone"] = "7.00:00:00",
        ["Signals:Outbox:KeepDead"] = "90.00:00:00",
        ["Signals:Outbox:Concurrency"] = "4",
        ["Signals:Outbox:ReceiverTimeout"] = "01:00:00",
        ["Signals:Outbox:MaxAttempts"] = "500",
        ["Signals:Outbox:MaxMisses"] = "10",
        ["Signals:Outbox:BroadcastLookBack"] = "00:02:00",
        ["Signals:Outbox:BroadcastAttempts"] = "5",
        ["Signals:Outbox:KeepBroadcasts"] = "01:00:00",
        ["Admin:TimeZone"] = "UTC",
        ["Database:Provider"] = database.Provider,
        ["Database:MigrateOnStart"] = "true",
        ["ConnectionStrings:Default"] = database.ConnectionString,
        ["Polls:CacheDuration"] = "00:00:10",
        ["Polls:SampleData"] = "false",
        ["Site:Https"] = "false",
        ["Toolbar:Enabled"] = "false",
        ["Email:Delivery"] = "Pickup",
        ["Email:PickupFolder"] = Path.Combine(Path.GetTempPath(), $"mysite-mail-{Path.GetRandomFileName()}"),
        ["Email:From"] = "MySite <noreply@localhost>",
        ["Email:Host"] = "",
        ["Email:Port"] = "587",
        ["Email:Tls"] = "Auto",
        ["Email:UserName"] = "",
        ["Email:Password"] = "",
        ["Email:Timeout"] = "00:00:30",
        ["Email:SiteUrl"] = "http://localhost",

        // A watcher for each site of the run would use up the system's.
        ["hostBuilder:reloadConfigOnChange"] = "false",
    };

    public FakeTimeProvider Clock { get; } = new(Noon);

    public string Environment { get; init; } = "Development";

    public IReadOnlyDictionary<string, string> Settings => _settings;

    public string MailFolder => _settings["Email:PickupFolder"];

    public SiteFactory With(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    public SiteFactory With(Action<IServiceCollection> replacement)
    {
        _replacements.Add(replacement);
        return this;
    }

    /// <summary>Starts on the database as it is, which the site itself refuses.</summary>
    public SiteFactory WithoutMigration() => With(services =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(MigrateOnStart))));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(MailFolder))
            Directory.Delete(MailFolder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSerilog(Logger.None);
            services.ConfigureDbContext<SqliteSiteDbContext>(AsOneOfMany);
            services.ConfigureDbContext<PostgreSqlSiteDbContext>(AsOneOfMany);
            _replacements.ForEach(replace => replace(services));
        });
    }

    private static void AsOneOfMany(DbContextOptionsBuilder options) =>
        options.AllowManyServices().ReplaceService<IModelSource, SharedModelSource>();
}
