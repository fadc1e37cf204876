using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Admin.Permissions;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Users;

/// <summary>Who may do what is part of the history of the user or the group.</summary>
public abstract class GrantHistoryTests(DatabaseServer server) : UserPages(server)
{
    [Fact]
    public async Task Groups_and_permissions_that_a_user_is_given_and_loses_are_noted()
    {
        var (ada, _) = await CreateUserAsync("ada");
        await CreateGroupAsync("Editors");
        await CreateGroupAsync("Authors");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Editors").Tick("Authors").Tick("Can view tag").SendAsync();

        await (await AdminForm.OpenAsync(root, Url(ada))).Tick("Editors", false).Tick("Can view tag", false).SendAsync();

        Assert.Equal(
            [
                "Groups: added “Authors”, “Editors”", "Permissions: added “polls.view_tag”",
                "Groups: removed “Editors”", "Permissions: removed “polls.view_tag”",
            ],
            await LinesAsync(ada.Id));
        Assert.Contains("removed “Editors”", await TextOfAsync(root, Url(ada, "history")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_what_code_does_that_knows_only_the_keys()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var group = await CreateGroupAsync("Editors");

        await SaveAsync(new IdentityUserRole<Guid> { UserId = ada.Id, RoleId = group.Id });
        await InScopeAsync(async db =>
        {
            db.Remove(await db.UserRoles.SingleAsync(Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(["Groups: added “Editors”", "Groups: removed “Editors”"], await LinesAsync(ada.Id));
    }

    [Fact]
    public async Task Claims_that_are_no_permissions_are_not_noted()
    {
        var (ada, _) = await CreateUserAsync("ada");

        await SaveAsync(new IdentityUserClaim<Guid> { UserId = ada.Id, ClaimType = "shoe size", ClaimValue = "38" });

        Assert.Empty(await LinesAsync(ada.Id));
    }

    [Fact]
    public async Task The_entry_of_a_deleted_user_says_what_groups_they_were_in()
    {
        var (ada, _) = await CreateUserAsync("ada");
        var group = await CreateGroupAsync("Editors");
        await SaveAsync(new IdentityUserRole<Guid> { UserId = ada.Id, RoleId = group.Id });

        await InScopeAsync(async db =>
        {
            await db.UserRoles.LoadAsync(Cancel);
            db.Remove(await db.Users.SingleAsync(user => user.Id == ada.Id, Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Contains("Groups: removed “Editors”", await LinesAsync(ada.Id));
    }

    [Fact]
    public async Task What_a_group_may_do_is_noted_and_given_on_its_own_page_only()
    {
        var group = await CreateGroupAsync("Editors");
        var root = await Site.CreateSignedInVisitorAsync("root", isSuperuser: true);
        var page = $"/admin/accounts/group/{group.Id}/";
        await (await AdminForm.OpenAsync(root, $"{page}change/")).Type("Name", "Authors").Tick("Can view tag").SendAsync();
        var history = await root.OpenAsync($"{page}history/");

        var undo = Assert.Single(history.Forms, form => form.Matches(".history form"));
        var entry = await InScopeAsync(db => db.Set<LogEntry>().Where(each => each.ObjectId == $"{group.Id}")
            .OrderByDescending(each => each.Id).Select(each => each.Id).FirstAsync(Cancel));
        ((IHtmlInputElement)undo.QuerySelector("[name=entry]")!).Value = $"{entry}";
        var refused = await root.SubmitAsync(undo);

        Assert.Contains("Permissions: added “polls.view_tag”", await LinesAsync(group.Id));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(
            "Permissions cannot be undone.", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Single(await InScopeAsync(db => db.PermissionsOfAsync(group, Cancel)));
    }

    private static async Task<string> TextOfAsync(Visitor visitor, string url) =>
        (await visitor.OpenAsync(url)).QuerySelector(".history")!.TextContent;

    private async Task<string[]> LinesAsync(Guid id) =>
        [.. (await InScopeAsync(db => db.Set<LogEntry>().AsNoTracking()
                .Where(entry => entry.ObjectId == $"{id}").OrderBy(entry => entry.Id).ToListAsync(Cancel)))
            .SelectMany(entry => LogJson.Read(entry.Changes).Select(change => (entry.Action, Change: change)))
            .Where(line => line.Change.IsLink).Select(line => LogText.Of(line.Action, line.Change, TimeZoneInfo.Utc))];
}

public sealed class GrantHistoryTestsOnSqlite() : GrantHistoryTests(DatabaseServer.Sqlite);

public sealed class GrantHistoryTestsOnPostgreSql() : GrantHistoryTests(DatabaseServer.PostgreSql);
