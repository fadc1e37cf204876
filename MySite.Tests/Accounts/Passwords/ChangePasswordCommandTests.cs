using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public sealed class ChangePasswordCommandTests() : AccountTests(DatabaseServer.Sqlite)
{
    private const string New = "another fine password";

    [Fact]
    public async Task A_password_that_is_given_is_set_and_ends_the_sessions_and_a_lock_out()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
            .SetProperty(user => user.LockoutEnd, Now.AddDays(1000)).SetProperty(user => user.AccessFailedCount, 3), Cancel));

        var (code, output, _) = await RunAsync("changepassword", "ADA", "--password", New);

        Assert.Equal((0, "ada has another password now."), (code, output.Trim()));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(visitor));
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", New)).StatusCode);
        Assert.Equal(1, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendPasswordChangedMail", Cancel)));
    }

    [Fact]
    public async Task What_is_not_given_is_taken_from_the_environment_and_then_asked_for_twice()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var (code, _, _) = await SiteProcess.RunAsync(
            ["changepassword", "ada"], [.. Production, ("MYSITE_PASSWORD", "a third password")]);
        Assert.Equal(0, code);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", "a third password")).StatusCode);

        (code, var output, _) = await SiteProcess.RunAsync(["changepassword", "ada"], Production, typed: $"{New}\n{New}\n");
        Assert.Equal(0, code);
        Assert.StartsWith(
            "New password for ada: New password for ada (again): ", output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", New)).StatusCode);
    }

    [Theory]
    [InlineData("12345", "This password is too short. It must contain at least 8 characters.")]
    [InlineData("12345678", "This password is too common.")]
    [InlineData("ada@example", "The password is too similar to the e-mail address.")]
    public async Task The_rules_for_passwords_hold(string password, string fault)
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var hash = (await FindUserAsync("ada"))!.PasswordHash;

        var (code, _, error) = await RunAsync("changepassword", "ada", "--password", password);

        Assert.Equal(1, code);
        Assert.Contains(fault, error, StringComparison.Ordinal);
        Assert.Equal(hash, (await FindUserAsync("ada"))!.PasswordHash);
    }

    [Fact]
    public async Task Two_different_passwords_set_none()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var (code, _, error) = await SiteProcess.RunAsync(
            ["changepassword", "ada"], Production, typed: $"{New}\nsomething else\n");

        Assert.Equal((1, "The two passwords are not the same."), (code, error.Trim()));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_user_is_an_error_and_who_is_not_named_is_the_one_at_the_machine()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var (code, _, error) = await RunAsync("changepassword", "nobody", "--password", New);
        Assert.Equal((1, "There is no user nobody."), (code, error.Trim()));

        (code, _, error) = await RunAsync("changepassword", "--password", New);
        Assert.Equal((1, $"There is no user {Environment.UserName}."), (code, error.Trim()));
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
