using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MySite.Accounts;
using MySite.Accounts.Passwords;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class PasswordHashTests(DatabaseServer server) : AccountTests(server)
{
    private const int Configured = 10_000;

    [Fact]
    public void OWASPs_count_holds_where_nothing_is_set() => Assert.Equal(210_000, new AccountsOptions().PasswordIterations);

    [Fact]
    public async Task A_new_password_is_hashed_as_the_setting_says()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        Assert.Equal(Configured, EvenPasswordHasher.Iterations((await FindUserAsync("ada"))!.PasswordHash!));
    }

    [Fact]
    public async Task A_log_in_makes_an_older_hash_a_new_one_and_tells_nobody_that_the_password_is_another()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        await GiveOldHashAsync();
        var before = await FindUserAsync("ada");
        using var signals = Site.RecordAccounts();

        await LogInAsync(CreateVisitor(), "ada", "not the password");
        Assert.Equal(before!.PasswordHash, (await FindUserAsync("ada"))!.PasswordHash);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.AccessFailedCount, 0), Cancel));
        signals.Clear();
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);

        Assert.Equal(["user_updated", "user_logged_in"], signals.Names);
        Assert.Equal(UserUpdateReason.PasswordRehash, signals.Once(AccountSignals.UserUpdated).Reason);
        var after = await FindUserAsync("ada");
        Assert.Equal(Configured, EvenPasswordHasher.Iterations(after!.PasswordHash!));
        Assert.Equal(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(0, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendPasswordChangedMail", Cancel)));
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
    }

    [Fact]
    public void A_wrong_password_takes_its_time_whatever_the_hash_was_made_with()
    {
        var (old, current) = (Hasher(10_000), Hasher(1_000_000));
        var (cheap, dear) = (old.HashPassword(new(), Password), current.HashPassword(new(), Password));

        Assert.InRange(Fastest(current, cheap) / Fastest(current, dear), 0.5, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base 64")]
    [InlineData("AQAAAAI=")]
    [InlineData("AAAA")]
    public void What_is_no_hash_of_Identitys_fits_no_password(string hash) =>
        Assert.Equal((0, PasswordVerificationResult.Failed),
            (EvenPasswordHasher.Iterations(hash), Verify(hash)));

    private Task<int> GiveOldHashAsync()
    {
        var hash = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }))
            .HashPassword(new(), Password);
        return InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, hash), Cancel));
    }

    private static EvenPasswordHasher Hasher(int iterations) =>
        new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));

    private static PasswordVerificationResult Verify(string hash)
    {
        try
        {
            return Hasher(Configured).VerifyHashedPassword(new(), hash, Password);
        }
        catch (FormatException)
        {
            return PasswordVerificationResult.Failed;
        }
    }

    private static double Fastest(EvenPasswordHasher hasher, string hash) => Enumerable.Range(0, 5).Min(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        hasher.VerifyHashedPassword(new(), hash, "not the password");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    });
}

public sealed class PasswordHashTestsOnSqlite() : PasswordHashTests(DatabaseServer.Sqlite);

public sealed class PasswordHashTestsOnPostgreSql() : PasswordHashTests(DatabaseServer.PostgreSql);
