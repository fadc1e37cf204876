using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.History;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Data;

namespace MySite.Tests.Admin.History;

/// <summary>What of a row is kept nowhere, and what is worth no entry.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly SiteDbContext _db = ProviderContexts.Create("Sqlite");
    private readonly HistoryDrafts _drafts = new(new LoggedModels(new AdminSite([new Declared()])));
    private readonly User _user = new()
    {
        UserName = "ada",
        PasswordHash = "hash",
        SecurityStamp = "stamp",
        ConcurrencyStamp = "token",
        AccessFailedCount = 3,
    };

    public void Dispose() => _db.Dispose();

    [Theory]
    [InlineData(LogAction.Added)]
    [InlineData(LogAction.Deleted)]
    public void A_row_is_kept_without_its_secrets(object action)
    {
        _drafts.NoteRow(_db, _user, (LogAction)action);

        var changes = Assert.Single(_drafts.Take(_db)).Changes;
        Assert.Contains(changes, change => change.Name == "UserName");
        Assert.Empty(changes.Select(change => change.Name).Intersect(["PasswordHash", "SecurityStamp", "ConcurrencyStamp"]));
        Assert.DoesNotContain("hash", LogJson.Write(changes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_changes_is_told_without_its_values()
    {
        _drafts.NoteChanges(_db, _user, [new("PasswordHash", "old", "new"), new("SecurityStamp", "old", "new")]);

        var change = Assert.Single(Assert.Single(_drafts.Take(_db)).Changes);
        Assert.Equal("Password hash: changed", LogText.Of(LogAction.Changed, change, TimeZoneInfo.Utc));
        Assert.Equal("""[{"name":"PasswordHash","isSecret":true}]""", LogJson.Write([change]));
    }

    [Fact]
    public void What_a_log_in_changes_is_worth_no_entry()
    {
        _drafts.NoteChanges(_db, _user,
        [
            new("LastLogin", null, DateTimeOffset.UnixEpoch), new("AccessFailedCount", 3, 0),
            new("ConcurrencyStamp", "a", "b"), new("SecurityStamp", "a", "b"),
        ]);

        Assert.Empty(_drafts.Take(_db));
    }

    [Fact]
    public void What_was_not_kept_in_full_can_be_neither_undone_nor_restored()
    {
        Assert.False(LogRules.IsRevertible(_db.Model.FindEntityType(typeof(User))!));
        Assert.True(LogRules.IsRevertible(_db.Model.FindEntityType(typeof(MySite.Polls.Question))!));
    }

    private sealed class Declared : ModelAdmin<User>;
}
