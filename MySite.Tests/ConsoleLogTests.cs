using System.Text.Json;
using System.Text.RegularExpressions;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>What stands on the console of a running site.</summary>
public sealed partial class ConsoleLogTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Request = " answered 200 in ";

    [Fact]
    public async Task A_request_is_one_readable_line_with_its_trace_id()
    {
        var line = await LineOfARequestAsync(container: false);

        Assert.Matches(ReadableLine, line);
    }

    [Fact]
    public async Task In_a_container_each_line_is_json_with_the_trace_id()
    {
        using var line = JsonDocument.Parse(await LineOfARequestAsync(container: true));

        Assert.Equal("/polls/", line.RootElement.GetProperty("Path").GetString());
        Assert.Matches("^[0-9a-f]{32}$", line.RootElement.GetProperty("@tr").GetString());
        Assert.Equal(200, line.RootElement.GetProperty("Status").GetInt32());
        Assert.False(line.RootElement.TryGetProperty("Trace", out _));
    }

    [Fact]
    public async Task What_a_command_writes_has_a_trace_id_too()
    {
        (string, string)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Database__Provider", "Sqlite"),
            ("ConnectionStrings__Default", Database.ConnectionString),
        ];
        await SiteProcess.RunAsync(["migrate"], settings);

        var (code, _, error) = await SiteProcess.RunAsync(
            ["createsuperuser", "--username", "root", "--email", "root@example.org", "--password", "correct horse battery"],
            settings);

        Assert.Equal(0, code);
        Assert.Matches(@"User \S+ was created \[[0-9a-f]{32}\]", error);
    }

    private async Task<string> LineOfARequestAsync(bool container)
    {
        await using var site = await RunningSite.StartAsync(
            Database, ("DOTNET_RUNNING_IN_CONTAINER", container), ("Serilog:MinimumLevel:Default", "Information"));
        using var http = new HttpClient { BaseAddress = site.Address };
        await http.GetAsync(new Uri("/polls/?email=ada@example.org", UriKind.Relative), Cancel);

        await Eventually.IsTrueAsync(() => Task.FromResult(site.Output.Contains(Request, StringComparison.Ordinal)));
        Assert.DoesNotContain("ada@example.org", site.Output, StringComparison.Ordinal);
        return Assert.Single(
            site.Output.Split(Environment.NewLine), line => line.Contains(Request, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d INF GET /polls/ answered 200 in [\d.]+ ms \[[0-9a-f]{32}\]$")]
    private static partial Regex ReadableLine { get; }
}
