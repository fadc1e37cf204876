using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Polls;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>Rows that have an administration of their own, with permissions of their own, in the form of their owner.</summary>
public sealed class InlineRightsTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("view,add,change,delete", "First", "New")]
    [InlineData("view,change", "First", "Two")]
    [InlineData("change", "First", "Two")]
    [InlineData("view,add", "One", "Two", "New")]
    [InlineData("view,delete", "One")]
    [InlineData("view", "One", "Two")]
    [InlineData("add,delete", "One", "Two")]
    [InlineData("", "One", "Two")]
    public async Task Rows_take_their_own_permissions_whatever_is_posted(string permissions, params string[] left)
    {
        var url = await StoreAsync();
        var boss = await AdminForm.OpenAsync(
            await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true), url);
        boss.Set(("Choices-0-ChoiceText", "First"), ("Choices-1-delete", "true"), ("Choices-2-ChoiceText", "New"));
        var clerk = await AdminForm.OpenAsync(await ClerkAsync(permissions), url);

        await clerk.Set([.. boss.Fields.Where(field => field.Name.Contains("Choices-", StringComparison.Ordinal))]).SavedAsync();

        Assert.Equal(left.Order(), await InScopeAsync(db =>
            db.Set<Choice>().Select(choice => choice.ChoiceText).Order().ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData("view,add,change,delete", 5, 2, 1)]
    [InlineData("view,change", 2, 0, 0)]
    [InlineData("view,delete", 0, 2, 0)]
    [InlineData("view,add", 3, 0, 1)]
    [InlineData("", 0, 0, 0)]
    public async Task A_form_offers_what_the_rows_permissions_allow(string permissions, int texts, int boxes, int buttons)
    {
        var page = (await AdminForm.OpenAsync(await ClerkAsync(permissions), await StoreAsync())).Page;

        Assert.Equal(
            (texts, boxes, buttons),
            (page.QuerySelectorAll("input[name$=ChoiceText]:not([type=hidden])").Length,
                page.QuerySelectorAll("input[name$=delete]").Length, page.QuerySelectorAll("[data-add-row]").Length));
    }

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database)
        .With(services => services.AddSingleton<ModelAdmin, ChoiceAdmin>());

    private Task<Visitor> ClerkAsync(string permissions) => Site.CreateSignedInVisitorAsync(
        "clerk", isStaff: true, permissions:
        [
            "polls.change_question",
            .. permissions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(permission => $"tests.{permission}_choice"),
        ]);

    private async Task<string> StoreAsync()
    {
        var question = new Question("Why?", Now) { Choices = { new("One"), new("Two") } };
        await SaveAsync(question);
        return $"/admin/polls/question/{question.Id}/change/";
    }
}
