using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Tests.Accounts;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

/// <summary>Who deletes their own account leaves no name in the history; whom staff delete is still called by it.</summary>
public abstract class ForgetPersonTests(DatabaseServer server) : AccountTests(server)
{
    private const string Address = "192.0.2.7";

    [Fact]
    public async Task Who_deletes_the_own_account_is_nobody_in_the_history_from_then_on()
    {
        var (ada, id) = await StartAsync();
        var before = (await LogAsync()).Count;

        await (await AccountForm.OpenAsync(ada, "/accounts/delete/")).SubmitAsync(("Your password", Password));

        Assert.Null(await FindUserAsync("ada"));
        var log = await LogAsync();
        Assert.True(log.Count > before);
        Assert.Equal(LogAction.Deleted, log.Last(entry => entry.ObjectId == id).Action);
        Assert.All(log, entry =>
        {
            var text = $"{entry.ObjectText} {entry.ParentText} {entry.UserName} {entry.RemoteAddress} {entry.Changes}";
            Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Address, text, StringComparison.Ordinal);
        });
        var done = log.Single(entry => entry.ObjectId == "7");
        Assert.Equal((id, "a deleted account", "What's up?"), ($"{done.UserId}", done.UserName, done.ObjectText));
        Assert.Contains(log, entry => entry.ObjectText == "bob" && entry.Changes.Contains("bob@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whom_staff_delete_is_still_called_by_name()
    {
        var (_, id) = await StartAsync();
        var boss = await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);

        var form = await AdminForm.OpenAsync(boss, $"/admin/accounts/user/{id}/delete/");
        Assert.Equal(HttpStatusCode.Redirect, (await form.SendAsync()).StatusCode);

        Assert.Null(await FindUserAsync("ada"));
        var deleted = (await LogAsync()).Last(entry => entry.ObjectId == id);
        Assert.Equal((LogAction.Deleted, "ada", "boss"), (deleted.Action, deleted.ObjectText, deleted.UserName));
        Assert.Contains("ada@example.org", deleted.Changes, StringComparison.Ordinal);
    }

    private async Task<(Visitor Ada, string Id)> StartAsync()
    {
        var ada = CreateVisitor();
        await SignUpAsync(ada, "ada");
        await SignUpAsync(CreateVisitor(), "bob");
        var id = (await FindUserAsync("ada"))!.Id;
        await SaveAsync(new LogEntry
        {
            Action = LogAction.Changed,
            Time = Now,
            Model = "polls.question",
            ObjectId = "7",
            ObjectText = "What's up?",
            UserId = id,
            UserName = "ada",
            RemoteAddress = Address,
            Source = "/admin/polls/question/7/change/",
        });
        return (ada, $"{id}");
    }

    private Task<List<LogEntry>> LogAsync() => InScopeAsync(
        db => db.Set<LogEntry>().AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(Cancel));
}

public sealed class ForgetPersonTestsOnSqlite() : ForgetPersonTests(DatabaseServer.Sqlite);

public sealed class ForgetPersonTestsOnPostgreSql() : ForgetPersonTests(DatabaseServer.PostgreSql);
