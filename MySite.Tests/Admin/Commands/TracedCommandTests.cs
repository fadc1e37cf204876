using MySite.Tests.Support;

namespace MySite.Tests.Admin.Commands;

/// <summary>What a command tells of its signals, as a process of its own.</summary>
public sealed class TracedCommandTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_command_tells_what_it_has_sent_and_who_heard_it_beside_its_answer()
    {
        await RunAsync("migrate");

        var (code, output, error) = await CreateAsync(Password, "--trace");

        Assert.Equal((0, "Superuser created."), (code, output.Trim()));
        Assert.Matches(@"command createsuperuser, exit code 0, \d", error);
        Assert.Matches(@"\n +[\d,.]+ ms  user_created · User ", error);
        Assert.Matches(@"\n +[\d,.]+ ms    CreateProfile  inline  ", error);
        Assert.Matches(@"\n +[\d,.]+ ms    SendWelcomeMail  durable  stored", error);
        Assert.DoesNotContain(Password, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_fails_says_so_and_one_that_is_not_asked_says_nothing()
    {
        await RunAsync("migrate");

        Assert.Matches("command createsuperuser, exit code 1, ", (await CreateAsync("short", "--trace")).Error);
        Assert.DoesNotContain("command createsuperuser", (await CreateAsync(Password)).Error, StringComparison.Ordinal);
        Assert.Matches(@"command outbox, exit code 0, .*\n  Nothing was sent\.", (await RunAsync("outbox", "--trace")).Error);
    }

    [Fact]
    public async Task Where_nothing_is_watched_it_says_why_there_is_no_trace()
    {
        var (code, _, error) = await RunAsync("signals", "--trace", "--Signals:Trace:Enabled=false");

        Assert.Equal((0, "Nothing is watched: Signals:Trace:Enabled is false."), (code, error.Trim()));
    }

    private Task<(int Code, string Output, string Error)> CreateAsync(string password, params string[] more) => RunAsync(
        ["createsuperuser", "--username", "root", "--email", "root@example.org", "--password", password, .. more]);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await SiteProcess.RunAsync(arguments,
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Database__Provider", "Sqlite"),
            ("ConnectionStrings__Default", Database.ConnectionString),
            ("Serilog__MinimumLevel__Override__Microsoft", "Error"),
        ]);
        return (code, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }
}
