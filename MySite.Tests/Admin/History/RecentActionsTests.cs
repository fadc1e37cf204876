using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Admin.History;
using MySite.Admin.Permissions;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

public abstract class RecentActionsTests(DatabaseServer server) : HistoryTests(server)
{
    private static readonly Guid Grace = Guid.Parse("0190a0a0-0000-7000-8000-000000000001");

    [Fact]
    public async Task The_ten_last_actions_of_the_person_are_listed_newest_first()
    {
        await WriteAsync(Enumerable.Range(1, 12).Select(number => Entry(number, LogAction.Added)));
        await WriteAsync([Entry(13, LogAction.Added, user: Guid.Parse("0190a0a0-0000-7000-8000-000000000002"))]);

        var actions = await ListAsync("*");

        Assert.Equal(Enumerable.Range(3, 10).Reverse().Select(number => $"Question {number}"), actions.Select(a => a.Text));
        Assert.Equal("/admin/polls/question/12/change/", actions[0].Url);
    }

    [Fact]
    public async Task What_is_gone_has_no_link_even_where_it_was_only_changed()
    {
        await WriteAsync([Entry(1, LogAction.Changed), Entry(1, LogAction.Deleted), Entry(2, LogAction.Changed)]);

        Assert.Equal(
            [(LogAction.Changed, true), (LogAction.Deleted, false), (LogAction.Changed, false)],
            (await ListAsync("*")).Select(action => (action.Action, action.Url is not null)));
    }

    [Fact]
    public async Task What_is_done_to_the_rows_of_an_object_is_one_action_on_the_object()
    {
        var operation = Guid.CreateVersion7(Now);
        await WriteAsync(Enumerable.Range(1, 3).Select(number => new LogEntry
        {
            Operation = operation,
            Action = LogAction.Added,
            Model = "polls.choice",
            ObjectId = $"{number}",
            ObjectText = "Yes",
            ParentModel = "polls.question",
            ParentId = "7",
            ParentText = "Question 7",
            UserId = Grace,
            Source = "/",
        }));

        var action = Assert.Single(await ListAsync("*"));
        Assert.Equal((LogAction.Changed, "Question 7"), (action.Action, action.Text));
        Assert.EndsWith("/7/change/", action.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_that_one_may_not_view_are_left_out()
    {
        await WriteAsync([Entry(1, LogAction.Changed), Entry(2, LogAction.Changed, model: "polls.tag")]);

        Assert.Equal("tag", Assert.Single(await ListAsync("polls.view_tag")).Model.Title);
        Assert.Empty(await ListAsync("polls.add_tag"));
    }

    private LogEntry Entry(int id, LogAction action, string model = "polls.question", Guid? user = null) => new()
    {
        Operation = Guid.CreateVersion7(Now),
        Action = action,
        Model = model,
        ObjectId = $"{id}",
        ObjectText = $"Question {id}",
        UserId = user ?? Grace,
        Source = "/",
    };

    private Task<int> WriteAsync(IEnumerable<LogEntry> entries) => SaveAsync([.. entries]);

    private async Task<IReadOnlyList<RecentAction>> ListAsync(string permission)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var claim = permission == "*" ? new Claim(StaffClaim.Superuser, "true") : new Claim(PermissionClaim.Type, permission);
        return await scope.ServiceProvider.GetRequiredService<RecentActions>().ListAsync(
            new ClaimsPrincipal(new ClaimsIdentity([claim, new Claim(ClaimTypes.NameIdentifier, $"{Grace}")])), Cancel);
    }
}

public sealed class RecentActionsTestsOnSqlite() : RecentActionsTests(DatabaseServer.Sqlite);

public sealed class RecentActionsTestsOnPostgreSql() : RecentActionsTests(DatabaseServer.PostgreSql);
