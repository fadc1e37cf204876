using System.Globalization;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>A wrong setting stops the start with one line that names it.</summary>
public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Database__Provider", "Oracle",
        "Database:Provider is Oracle; it must be Sqlite, SqlServer or PostgreSql.")]
    [InlineData("Database__Provider", "SqlServer",
        "ConnectionStrings:Default is missing: Database:Provider is SqlServer, which needs it.")]
    [InlineData("ConnectionStrings__Default", "Server=here",
        "ConnectionStrings:Default is no connection string for Sqlite. A value with a semicolon needs quotes.")]
    [InlineData("ConnectionStrings__Default", "Data Source=a.db;Password=one;two=3",
        "ConnectionStrings:Default is no connection string for Sqlite. A value with a semicolon needs quotes.")]
    [InlineData("ConnectionStrings__Default", "Data Source=/proc/nope/a.db",
        "ConnectionStrings:Default names a file whose folder cannot be created: *'/proc/nope'*")]
    [InlineData("ConnectionStrings__Default", "Data Source=.",
        "ConnectionStrings:Default must name a file: * is a folder.")]
    [InlineData("ConnectionStrings__Default", "Data Source=:memory:",
        "ConnectionStrings:Default must name a file: each connection would have a database in memory to itself.")]
    [InlineData("ConnectionStrings__Default", "Data Source=polls;Mode=Memory;Cache=Shared",
        "ConnectionStrings:Default must name a file: each connection would have a database in memory to itself.")]
    [InlineData("ConnectionStrings__Default", "Data Source=file:/tmp/x.db",
        "ConnectionStrings:Default must give the database's file as a path, not as a file: URI.")]
    [InlineData("Serilog__MinimumLevel__Default", "Loud", "Serilog: *Loud*")]
    [InlineData("Polls__CacheDuration", "02:00:00",
        "Polls:CacheDuration must lie between 00:00:00 and 01:00:00.")]
    [InlineData("Polls__CacheDuration", "soon", "*'soon' at 'Polls:CacheDuration'*")]
    [InlineData("Accounts__PasswordIterations", "9999",
        "Accounts:PasswordIterations must lie between 10000 and 10000000.")]
    [InlineData("Accounts__LongestLockOut", "00:04:00",
        "Accounts:LongestLockOut must be at least Accounts:LockOutDuration.")]
    [InlineData("Accounts__PasswordResetMailsPerHour", "0",
        "Accounts:PasswordResetMailsPerHour must lie between 1 and 1000.")]
    [InlineData("Accounts__Development__UserName", "admin",
        "Accounts:Development is for the Development environment alone: its password is known to everybody.")]
    [InlineData("Admin__TimeZone", "Mars/Base", "Admin:TimeZone must be the name of a time zone such as Europe/Berlin.")]
    [InlineData("Admin__TimeZone", "", "Admin:TimeZone must be the name of a time zone such as Europe/Berlin.")]
    [InlineData("Accounts__PasskeyDomain", "https://example.org",
        "Accounts:PasskeyDomain must be a domain such as example.org.")]
    [InlineData("Accounts__OpenIdConnect__Authority", "http://id.example.org",
        "*Accounts:OpenIdConnect:Authority must be an https address such as https://id.example.org*")]
    [InlineData("Accounts__OpenIdConnect__Authority", "https://id.example.org",
        "*Accounts:OpenIdConnect:ClientId is missing*Accounts:OpenIdConnect:ClientSecret is missing*")]
    [InlineData("Site__Https", "perhaps", "*'perhaps' at 'Site:Https'*")]
    public async Task It_is_named_in_one_line_and_nothing_starts(string name, string value, string line)
    {
        var output = await StartInVainAsync("Wrong setting: " + line, (name, value));

        Assert.Empty(output);
    }

    [Fact]
    public Task An_address_that_is_none_is_named_in_one_line() =>
        StartInVainAsync("The site cannot listen: *'foo'*", ("ASPNETCORE_URLS", "foo"));

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_one_line()
    {
        using var other = new SilentServer();

        await StartInVainAsync(
            $"The site cannot listen: *127.0.0.1:{other.Port}*", ("ASPNETCORE_URLS", $"http://127.0.0.1:{other.Port}"));
    }

    // A SQL Server that hangs stops the start too, but only after EF Core has tried for a minute.
    [Theory]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port={0};Timeout=2;Username=sa;Password=secret", true)]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port={0};Username=sa;Password=secret", false)]
    [InlineData("SqlServer", "Server=127.0.0.1,{0};Connect Timeout=2;User Id=sa;Password=secret", false)]
    public async Task A_database_server_that_hangs_or_is_down_stops_the_start_with_one_line(
        string provider, string connection, bool hangs)
    {
        using var server = new SilentServer();
        var port = server.Port;
        if (!hangs)
            server.Dispose();

        await StartInVainAsync(
            "The database of ConnectionStrings:Default cannot be opened: *",
            ("Database__Provider", provider),
            ("ConnectionStrings__Default", string.Format(CultureInfo.InvariantCulture, connection, port)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_with_one_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);
            await StartInVainAsync(
                "The database of ConnectionStrings:Default cannot be opened: *not a database*",
                ("ConnectionStrings__Default", $"Data Source={file}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> StartInVainAsync(string line, params (string, string)[] settings)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, error) = await SiteProcess.RunAsync(
        [
            ("ASPNETCORE_CONTENTROOT", folder.FullPath), ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Database__MigrateOnStart", "true"), .. settings,
        ]);

        Assert.Equal(1, exitCode);
        var said = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("^" + Pattern(line) + "$", said.TrimEnd());
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        return output;
    }

    private static string Pattern(string line) =>
        System.Text.RegularExpressions.Regex.Escape(line).Replace(@"\*", ".*", StringComparison.Ordinal);
}
