using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

public abstract class ActorTests(DatabaseServer server) : HistoryTests(server)
{
    [Fact]
    public async Task A_request_tells_the_address_that_it_comes_from()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        var grace = await StaffAsync("grace", "*");

        await PressAsync(grace, await grace.OpenAsync(HistoryOf(question)), "Undo");

        var entry = (await LogAsync())[^1];
        Assert.Equal(("grace", "192.0.2.7", HistoryOf(question)), (entry.UserName, entry.RemoteAddress, entry.Source));
        Assert.Contains(
            RowsOf(await grace.OpenAsync(HistoryOf(question))),
            row => row.StartsWith($"grace | 192.0.2.7 {HistoryOf(question)} |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_done_without_a_request_was_done_in_the_background()
    {
        await SaveAsync(Poll());

        var entry = Assert.Single(await LogAsync());
        Assert.Equal(
            (null, "", null, "background"), (entry.UserId, entry.UserName, entry.RemoteAddress, entry.Source));
    }

    [Fact]
    public async Task A_command_is_told_by_its_name_and_that_of_the_operating_systems_user()
    {
        var (code, _, error) = await SiteProcess.RunAsync(
            ["createsuperuser", "--username=root", "--email=root@example.org", "--password=a rather fine password"],
            [
                ("Database__Provider", Database.Provider), ("ConnectionStrings__Default", Database.ConnectionString),
                ("Database__MigrateOnStart", "true"),
            ]);

        Assert.True(code == 0, error);
        var entry = Assert.Single(await InScopeAsync(db =>
            db.Set<LogEntry>().Where(entry => entry.Model == "accounts.user").ToListAsync(Cancel)));
        Assert.Equal(
            ("command createsuperuser", null, Environment.UserName), (entry.Source, entry.UserId, entry.UserName));
    }

    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With(services => services.AddSingleton<IStartupFilter, Elsewhere>());

    private sealed class Elsewhere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.7");
                return rest(context);
            });
            next(app);
        };
    }
}

public sealed class ActorTestsOnSqlite() : ActorTests(DatabaseServer.Sqlite);

public sealed class ActorTestsOnPostgreSql() : ActorTests(DatabaseServer.PostgreSql);
