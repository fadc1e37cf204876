using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
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
            ["createsuperuser", "migrate", "seed", "signals"],
            name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_an_error()
    {
        var (code, _, error) = await RunAsync("migrat");

        Assert.Equal(1, code);
        Assert.Contains("'migrat'", error, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_superuser_is_created_from_what_is_given()
    {
        await RunAsync("migrate");

        var (code, output, _) = await RunAsync(
            "createsuperuser", "--username", "root", "--email", "root@example.org", "--password", "correct horse battery");

        Assert.Equal(0, code);
        Assert.Contains("Superuser created.", output, StringComparison.Ordinal);
        var user = await InScopeAsync(db => db.Users.SingleAsync(Cancel));
        Assert.Equal(("root", true, true), (user.UserName, user.IsStaff, user.IsSuperuser));
    }

    [Fact]
    public async Task What_is_not_given_is_taken_from_the_environment_and_then_asked_for()
    {
        await RunAsync("migrate");

        var (code, output, _) = await SiteProcess.RunAsync(
            ["createsuperuser"],
            [.. Production, ("MYSITE_SUPERUSER_USERNAME", "root")],
            typed: "root@example.org\ncorrect horse battery\ncorrect horse battery\n");

        Assert.Equal(0, code);
        Assert.Contains("E-mail: Password: Password (again): ", output, StringComparison.Ordinal);
        Assert.Equal("root@example.org", await InScopeAsync(db => db.Users.Select(user => user.Email).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_superuser_keeps_to_the_rules_for_users_and_passwords()
    {
        await RunAsync("migrate");

        var (code, _, error) = await RunAsync(
            "createsuperuser", "--username", "root", "--email", "nonsense", "--password", "123");

        Assert.Equal(1, code);
        Assert.Contains("This is not a complete e-mail address.", error, StringComparison.Ordinal);
        Assert.Contains("This password is too short.", error, StringComparison.Ordinal);
        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Signals_lists_what_is_wired_and_where()
    {
        var (_, table, _) = await RunAsync("signals");
        var (_, json, _) = await RunAsync("signals", "--json");

        Assert.Matches(@"user_created +any +SendWelcomeMail +Durable +\S*AccountReceivers\.cs:\d+", table);
        var rows = JsonDocument.Parse(json).RootElement.EnumerateArray().ToArray();
        Assert.Contains(rows, row => (row.GetProperty("signal").GetString(), row.GetProperty("receiver").GetString(),
            row.GetProperty("phase").GetString()) == ("pre_delete", "RemoveProfile", "Inline"));
    }

    private (string, string)[] Production =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("Database__Provider", "Sqlite"),
        ("ConnectionStrings__Default", Database.ConnectionString),
    ];

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        SiteProcess.RunAsync(arguments, Production);
}
