using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public sealed class CreateSuperuserTests() : SiteTests(DatabaseServer.Sqlite)
{
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
    public async Task Two_different_passwords_that_nobody_can_be_asked_about_again_create_nobody()
    {
        await RunAsync("migrate");

        var (code, _, error) = await SiteProcess.RunAsync(
            ["createsuperuser", "--username", "root", "--email", "root@example.org"],
            Production,
            typed: "correct horse battery\ncorrect horse batteries\n");

        Assert.Equal((1, "The two passwords are not the same."), (code, error.Trim()));
        Assert.Equal(0, await InScopeAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Each_fault_of_empty_answers_is_named_once()
    {
        await RunAsync("migrate");

        var (code, _, error) = await RunAsync("createsuperuser");

        Assert.Equal(1, code);
        Assert.Equal(
            [
                "Enter a user name of letters, digits and @ . + - _ only.",
                "This is not a complete e-mail address.",
                "This password is too short. It must contain at least 8 characters.",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

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
