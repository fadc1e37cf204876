using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals.Identity;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class PasswordChangeTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";
    private const string Url = "/accounts/password_change/";
    private const string Done = "/accounts/password_change/done/";
    private const string Wrong = AccountForm.NotThePassword;

    [Fact]
    public async Task A_new_password_ends_all_sessions_but_the_one_that_set_it()
    {
        var (here, elsewhere) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(here, "ada");
        await LogInAsync(elsewhere, "ada");

        var response = await ChangeAsync(here, Password, New);

        Assert.Equal(Done, response.Headers.Location?.OriginalString);
        await here.FollowAsync(response);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Null(await LoggedInAsAsync(elsewhere));
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(elsewhere, "ada")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(elsewhere, "ada", New)).StatusCode);
    }

    [Fact]
    public async Task A_change_is_announced_once_and_is_no_log_in()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var signals = Listen();

        await ChangeAsync(visitor, Password, New);

        Assert.Equal(["user_updated", "password_changed"], signals.Names);
        Assert.Equal(UserUpdateReason.ChangePassword, signals.Once(AccountSignals.UserUpdated).Reason);
        Assert.Equal(PasswordChange.Changed, signals.Once(AccountSignals.PasswordChanged).Change);
    }

    [Fact]
    public async Task A_wrong_password_is_counted_and_is_no_failed_log_in()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var before = await FindUserAsync("ada");
        using var signals = Listen();

        var form = await RefuseAsync(visitor, "not the password", New);

        Assert.Equal(Wrong, form.ErrorOf("Old password"));
        Assert.Null(form.ErrorOf("New password"));
        Assert.Equal("", form.ValueOf("Old password"));
        Assert.Equal(["user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.AccessFailed, signals.Once(AccountSignals.UserUpdated).Reason);
        var after = await FindUserAsync("ada");
        Assert.Equal((before!.PasswordHash, 1), (after!.PasswordHash, after.AccessFailedCount));
        await ChangeAsync(visitor, Password, New);
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
    }

    [Fact]
    public async Task Guesses_lock_the_account_as_at_the_log_in_and_the_right_password_gets_the_same_answer_then()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var signals = Listen();
        for (var guess = 0; guess < 5; guess++)
            await RefuseAsync(visitor, "not the password", New);

        var form = await RefuseAsync(visitor, Password, New);

        Assert.Equal(Wrong, form.ErrorOf("Old password"));
        Assert.Equal(LockoutCause.FailedAttempts, signals.Once(AccountSignals.UserLockedOut).Cause);
        signals.Never(AccountSignals.PasswordChanged);
        signals.Never(AccountSignals.UserLoginFailed);
        Assert.Equal(5, signals.Of(AccountSignals.UserUpdated).Count);
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("", New, New, "Old password", "Enter your password.")]
    [InlineData(Password, "12345678", "12345678", "New password", "This password is too common.")]
    [InlineData(Password, "83920482", "83920482", "New password", "This password is entirely numeric.")]
    [InlineData(Password, "ada@example", "ada@example", "New password", "The password is too similar to the e-mail address.")]
    [InlineData(Password, "short", "short", "New password",
        "This password is too short. It must contain at least 8 characters.")]
    [InlineData(Password, New, "something else", "New password again", "The two passwords are not the same.")]
    [InlineData(Password, "", "", "New password", "Enter a password.")]
    public async Task What_is_refused_changes_and_counts_nothing(
        string old, string password, string again, string field, string error)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var before = await FindUserAsync("ada");

        var form = await RefuseAsync(visitor, old, password, again);

        Assert.Equal(error, form.ErrorOf(field));
        var after = await FindUserAsync("ada");
        Assert.Equal((before!.PasswordHash, before.SecurityStamp, 0),
            (after!.PasswordHash, after.SecurityStamp, after.AccessFailedCount));
    }

    [Fact]
    public async Task Huge_passwords_are_refused_before_they_are_compared()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var huge = new string('x', 100_000);

        var form = await RefuseAsync(visitor, huge, huge);

        Assert.Equal("A password has at most 1000 characters.", form.ErrorOf("Old password"));
        Assert.Equal("A password has at most 1000 characters.", form.ErrorOf("New password"));
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
    }

    [Fact]
    public async Task Two_changes_at_once_leave_one_password_and_one_session()
    {
        var (one, other) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(one, "ada");
        await LogInAsync(other, "ada");
        using var signals = Listen();

        var answers = await Task.WhenAll(ChangeAsync(one, Password, New), ChangeAsync(other, Password, "a third password"));

        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        signals.Once(AccountSignals.PasswordChanged);
        var password = winner == answers[0] ? New : "a third password";
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", password)).StatusCode);
    }

    [Fact]
    public async Task Nobody_changes_a_password_who_is_not_logged_in_or_comes_from_elsewhere()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var hash = (await FindUserAsync("ada"))!.PasswordHash;
        foreach (var url in new[] { Url, Done, "/accounts/password_set/" })
        {
            var refused = await CreateVisitor().GetAsync(url);
            Assert.StartsWith("http://localhost/accounts/login/?ReturnUrl=",
                refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.OldPassword"] = Password,
            ["Input.Password"] = New,
            ["Input.ConfirmPassword"] = New,
        });

        var response = await visitor.SendAsync(HttpMethod.Post, Url, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(hash, (await FindUserAsync("ada"))!.PasswordHash);
    }

    [Fact]
    public async Task The_session_of_somebody_who_was_deleted_changes_nothing()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var form = await AccountForm.OpenAsync(visitor, Url);
        await InScopeAsync(db => db.Set<Profile>().ExecuteDeleteAsync(Cancel));
        await InScopeAsync(db => db.Users.ExecuteDeleteAsync(Cancel));

        var response = await form.SubmitAsync(
            ("Old password", Password), ("New password", New), ("New password again", New));

        Assert.StartsWith(
            "http://localhost/accounts/login/", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private SignalRecorder Listen() => Site.RecordAccounts();

    private static async Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string old, string password) =>
        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(
            ("Old password", old), ("New password", password), ("New password again", password));

    private static async Task<AccountForm> RefuseAsync(Visitor visitor, string old, string password, string? again = null) =>
        await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(
            ("Old password", old), ("New password", password), ("New password again", again ?? password));
}

public sealed class PasswordChangeTestsOnSqlite() : PasswordChangeTests(DatabaseServer.Sqlite);
