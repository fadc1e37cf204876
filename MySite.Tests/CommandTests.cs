using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Signals;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>The commands, each as a process of its own on the test's database.</summary>
public sealed class CommandTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Fact]
    public async Task Help_names_every_command()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(
            ["createsuperuser", "migrate", "outbox", "seed", "signals"],
            name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_an_error()
    {
        var (code, _, error) = await RunAsync("migrat");

        Assert.Equal(1, code);
        Assert.Contains("'migrat'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Database:Provider=Sqlite migrate")]
    [InlineData("migrate --Database:Provider=Sqlite")]
    [InlineData("--Database:Provider Sqlite migrate")]
    [InlineData("migrate --Database:Provider Sqlite")]
    [InlineData("signals --json --Database:Provider=Sqlite")]
    [InlineData("--Database:Provider=Sqlite --help")]
    public async Task Settings_reach_a_command_that_they_precede_or_follow(string arguments)
    {
        var (code, output, error) = await SiteProcess.RunAsync(
            arguments.Split(' '), [.. Production, ("Database__Provider", "None")]);

        Assert.Equal((0, ""), (code, error));
        Assert.NotEmpty(output);
    }

    [Theory]
    [InlineData("--environment=Development seed --questions=1 --choices=1")]
    [InlineData("seed --questions=1 --choices=1 --environment=Development")]
    public async Task The_hosts_own_settings_reach_it_too(string arguments)
    {
        var (code, output, _) = await RunAsync(arguments.Split(' '));

        Assert.Equal((0, "Added 1 question with 1 choice each."), (code, output.Trim()));
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0 migrat")]
    [InlineData("migrate --url=http://127.0.0.1:0")]
    public async Task What_is_neither_a_command_nor_a_setting_is_an_error(string arguments)
    {
        var (code, _, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(1, code);
        Assert.Contains("Unrecognized command or argument", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_creates_the_database_and_has_nothing_to_do_the_second_time()
    {
        var (_, first, _) = await RunAsync("migrate");
        var (code, second, _) = await RunAsync("migrate");

        Assert.Contains("Applied ", first, StringComparison.Ordinal);
        Assert.Contains("_Initial", first, StringComparison.Ordinal);
        Assert.Equal((0, "No migrations to apply."), (code, second.Trim()));
    }

    [Fact]
    public async Task In_production_a_database_that_is_behind_stops_a_command_with_a_word_what_to_do()
    {
        var (code, _, error) = await RunAsync("seed");

        Assert.Equal(1, code);
        Assert.Equal("The database is not up to date. Run the command migrate first.", error.TrimEnd().Split('\n')[^1]);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_a_database_that_is_behind_stops_the_start_with_the_same_word()
    {
        var (code, output, error) = await RunAsync("--urls=http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.Equal("The database is not up to date. Run the command migrate first.", error.Trim());
        Assert.Empty(output);
    }

    [Fact]
    public async Task Seed_adds_as_many_polls_as_asked_for()
    {
        await RunAsync("migrate");

        var (code, output, _) = await RunAsync("seed", "--questions", "7", "--choices", "4");

        Assert.Equal((0, "Added 7 questions with 4 choices each."), (code, output.Trim()));
        Assert.Equal(7, await InScopeAsync(db => db.Set<Question>().CountAsync(question => question.Choices.Count == 4, Cancel)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Seed_refuses_what_is_no_number_of_polls(string number)
    {
        var (code, _, error) = await RunAsync("seed", "--questions", number);

        Assert.Equal(1, code);
        Assert.Contains("--questions", error, StringComparison.Ordinal);
    }

    // SQLite folds its log into the file when the last connection ends, and whoever copies the file alone loses nothing.
    [Fact]
    public async Task Afterwards_all_of_the_database_is_in_its_file()
    {
        Assert.Equal(0, (await RunAsync("migrate")).ExitCode);

        var file = new SqliteConnectionStringBuilder(Database.ConnectionString).DataSource;
        Assert.Equal([file], Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Signals_lists_what_is_wired_and_where()
    {
        var (_, table, _) = await RunAsync("signals");
        var (_, json, _) = await RunAsync("signals", "--json");

        Assert.Matches(@"user_created +any +SendWelcomeMail +Durable +0 +- +- +\S*AccountReceivers\.cs:\d+", table);
        var rows = JsonDocument.Parse(json).RootElement.EnumerateArray().ToArray();
        Assert.All(rows.GroupBy(row => (row.GetProperty("signal").GetString(), row.GetProperty("sender").ToString())), signal =>
        {
            var phases = signal.Select(row => Enum.Parse<ConnectionPhase>(row.GetProperty("phase").GetString()!)).ToArray();
            Assert.Equal(phases.Order(), phases);
        });
        Assert.Contains(rows, row => (row.GetProperty("signal").GetString(), row.GetProperty("receiver").GetString(),
            row.GetProperty("phase").GetString()) == ("pre_delete", "RemoveProfile", "Inline"));
    }

    protected override Task<TestDatabase> CreateDatabaseAsync() => Server.CreateDatabaseAsync();

    private (string, string)[] Production =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("Database__Provider", "Sqlite"),
        ("ConnectionStrings__Default", Database.ConnectionString),
        // There is no wwwroot in the working folder, which the host mentions.
        ("Serilog__MinimumLevel__Override__Microsoft", "Error"),
    ];

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        SiteProcess.RunAsync(arguments, Production);
}
