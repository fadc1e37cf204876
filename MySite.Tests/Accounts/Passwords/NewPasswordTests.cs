using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class NewPasswordTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";

    private readonly WatchedHasher _hasher = new();

    private ISignalHub Hub => Site.Services.GetRequiredService<ISignalHub>();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database)
        .With(services => services.AddSingleton<IPasswordHasher<User>>(_hasher));

    [Fact]
    public async Task A_reset_that_cannot_unlock_sets_no_password_and_leaves_the_link_as_it_was()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        await LockAsync();
        var before = await FindUserAsync("ada");
        var form = await OpenLinkAsync(CreateVisitor());
        using var committed = new SignalRecorder(Hub)
            .RecordCommitted(AccountSignals.PasswordChanged).RecordCommitted(AccountSignals.UserUnlocked);

        using (Hub.On(AccountSignals.UserUnlocked).Call(_ => throw new InvalidOperationException("No.")))
            Assert.Equal(HttpStatusCode.InternalServerError, (await SetAsync(form)).StatusCode);

        Assert.Empty(committed.Names);
        var after = await FindUserAsync("ada");
        Assert.Equal((before!.PasswordHash, before.SecurityStamp, before.LockoutEnd, 3),
            (after!.PasswordHash, after.SecurityStamp, after.LockoutEnd, after.AccessFailedCount));

        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(form)).StatusCode);
        Assert.Equal(["password_changed", "user_unlocked"], committed.Names);
        after = await FindUserAsync("ada");
        Assert.Equal((null, 0), (after!.LockoutEnd, after.AccessFailedCount));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", New)).StatusCode);
    }

    [Fact]
    public async Task Two_resets_by_one_link_at_once_set_one_password()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var forms = new[] { await OpenLinkAsync(CreateVisitor()), await OpenLinkAsync(CreateVisitor()) };
        using var signals = new SignalRecorder(Hub).Record(AccountSignals.PasswordChanged);

        var answers = await Task.WhenAll(SetAsync(forms[0]), SetAsync(forms[1], "a third password"));

        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(HttpStatusCode.OK, answers.Single(answer => answer != winner).StatusCode);
        var password = winner == answers[0] ? New : "a third password";
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada", password)).StatusCode);
    }

    [Theory]
    [InlineData(Password, HttpStatusCode.Redirect, 2)]
    [InlineData("not the password", HttpStatusCode.OK, 1)]
    public async Task A_change_computes_no_hash_within_its_transaction(string old, HttpStatusCode answer, int computed)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var form = await AccountForm.OpenAsync(visitor, "/accounts/password_change/");
        _hasher.WasOpen.Clear();

        var response = await form.SubmitAsync(("Old password", old), ("New password", New), ("New password again", New));

        Assert.Equal(answer, response.StatusCode);
        Assert.Equal(Enumerable.Repeat(false, computed), _hasher.WasOpen);
    }

    [Fact]
    public async Task A_reset_computes_no_hash_within_its_transaction()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var form = await OpenLinkAsync(CreateVisitor());
        _hasher.WasOpen.Clear();

        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(form)).StatusCode);

        Assert.Equal([false], _hasher.WasOpen);
    }

    private Task<int> LockAsync() => InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
        .SetProperty(user => user.LockoutEnd, Now.AddDays(1000)).SetProperty(user => user.AccessFailedCount, 3), Cancel));

    private async Task<AccountForm> OpenLinkAsync(Visitor visitor)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var ada = (await users.FindByNameAsync("ada"))!;
        var token = await users.GeneratePasswordResetTokenAsync(ada);
        return new(visitor, await visitor.FollowAsync(await visitor.GetAsync($"/accounts/reset/{ada.Id}/{token}/")));
    }

    private static Task<HttpResponseMessage> SetAsync(AccountForm form, string password = New) =>
        form.SubmitAsync(("New password", password), ("New password again", password));

    /// <summary>Notes of each time whether the request had a transaction open.</summary>
    private sealed class WatchedHasher : PasswordHasher<User>
    {
        private static readonly HttpContextAccessor Request = new();

        public ConcurrentQueue<bool> WasOpen { get; } = [];

        public override string HashPassword(User user, string password)
        {
            Note();
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Note();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        private void Note() => WasOpen.Enqueue(
            Request.HttpContext!.RequestServices.GetRequiredService<ISignalTransaction>().IsOpen);
    }
}

public sealed class NewPasswordTestsOnSqlite() : NewPasswordTests(DatabaseServer.Sqlite);

public sealed class NewPasswordTestsOnPostgreSql() : NewPasswordTests(DatabaseServer.PostgreSql);
