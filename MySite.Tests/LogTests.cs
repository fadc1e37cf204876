using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Tests.Accounts;
using MySite.Tests.Support;
using Serilog;
using Serilog.Events;

namespace MySite.Tests;

/// <summary>What the receivers write through Serilog.</summary>
public sealed class LogTests() : AccountTests(DatabaseServer.Sqlite)
{
    private const string AccountLog = "MySite.Accounts.Receivers.AccountLog";
    private const string RequestLog = "MySite.Shared.Receivers.RequestLog";

    private readonly LogSink _log = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.AddSerilog(log => log.MinimumLevel.Debug().WriteTo.Sink(_log), preserveStaticLogger: true));

    [Fact]
    public async Task A_users_comings_and_goings_are_written_with_the_users_id()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var id = $"{(await FindUserAsync("ada"))!.Id}";
        await LogOutAsync(visitor);
        await LogInAsync(visitor, "ada", "not the password");
        await LogInAsync(visitor, "nobody");

        Assert.Equal(
            [
                $"Information User {id} was created",
                $"Information User {id} logged in by Direct",
                $"Information User {id} logged out",
                $"Warning A log-in by Password failed for user {id}: InvalidPassword",
                "Warning A log-in by Password failed for user null: UnknownUser",
            ],
            _log.From(AccountLog).Select(LogSink.TextOf));
    }

    [Fact]
    public async Task Nothing_that_is_written_holds_a_password_an_address_or_a_name()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "lovelace", "countess@example.org");
        await LogOutAsync(visitor);
        await LogInAsync(visitor, "lovelace", "secret mistake");
        await LogInAsync(visitor, "countess@example.org");

        var written = string.Join('\n', _log.Events.Where(e => e.Level >= LogEventLevel.Information).Select(LogSink.TextOf));
        Assert.NotEmpty(written);
        Assert.All([Password, "secret mistake", "countess", "lovelace"],
            secret => Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Each_request_is_one_line()
    {
        await CreateVisitor().GetAsync("/polls/");
        await CreateVisitor().GetAsync("/nowhere/");

        await Eventually.IsTrueAsync(() => Task.FromResult(_log.From(RequestLog).Length >= 2));
        Assert.Equal(
            ["Information GET /polls/ answered 200", "Information GET /nowhere/ answered 404"],
            _log.From(RequestLog).Select(LogSink.TextOf).Select(line => line[..line.IndexOf(" in ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_request_that_fails_is_written_with_its_exception()
    {
        await InScopeAsync(db => db.Database.ExecuteSqlAsync($"""ALTER TABLE "Questions" RENAME TO "Elsewhere" """, Cancel));

        await CreateVisitor().GetAsync("/polls/");

        var failure = Assert.Single(_log.From(RequestLog), e => e.Level >= LogEventLevel.Error);
        Assert.Equal("Error GET /polls/ failed", LogSink.TextOf(failure));
        Assert.Contains("no such table", failure.Exception!.Message, StringComparison.Ordinal);
    }
}
