using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Forms;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>Choosing among the objects of another model.</summary>
public abstract class PickerTests(DatabaseServer server) : SiteTests(server)
{
    private Visitor? _boss;

    [Fact]
    public async Task Few_are_all_listed_and_can_be_ticked_and_unticked()
    {
        await SaveAsync(new Tag("fun"), new Tag("food"), new Question("Why?", Now) { Tags = { new("old") } });
        var form = await OpenAsync();
        Assert.Equal(["food", "fun", "old"],
            form.Page.QuerySelectorAll(".picker label").Select(label => label.TextContent.Trim()));
        Assert.Equal(form.ValueOf("old"), form["Tags"]);

        await form.Set(("Tags", form.ValueOf("food"))).SavedAsync();

        Assert.Equal(["food"], await TagsAsync());
    }

    [Fact]
    public async Task Of_ten_thousand_only_the_chosen_are_listed_and_others_are_added_by_name()
    {
        await SaveAsync([.. Enumerable.Range(1, 10_000).Select(number => new Tag($"tag {number:D5}"))]);
        await SaveAsync(new Question("Why?", Now) { Tags = { new("old") } });
        var form = await OpenAsync();
        Assert.Equal(["old"], form.Page.QuerySelectorAll(".picker label.check").Select(label => label.TextContent.Trim()));

        await form.Set(("Tags.Add", "tag 00042, tag 09999")).SavedAsync();
        Assert.Equal(["old", "tag 00042", "tag 09999"], await TagsAsync());

        var refused = await (await OpenAsync()).Set(("Tags.Add", "tag 7")).RefusedAsync();
        Assert.Equal(["Tags: There is no “tag 7”."], refused.Errors);
    }

    [Fact]
    public async Task Names_are_completed_for_those_who_may_see_them()
    {
        await SaveAsync([.. Enumerable.Range(1, 30).Select(number => new Tag($"Tag {number}")), new Tag("other")]);
        var url = new Uri("/admin/polls/tag/autocomplete/?q=TAG", UriKind.Relative);
        var (boss, clerk) = (await BossAsync(), await Site.CreateSignedInVisitorAsync("clerk", isStaff: true));

        var options = await boss.Http.GetFromJsonAsync<List<Option>>(url, Cancel);

        Assert.Equal(20, options!.Count);
        Assert.All(options, option => Assert.StartsWith("Tag ", option.Text, StringComparison.Ordinal));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await clerk.Http.GetAsync(url, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_at_its_field()
    {
        await SaveAsync(new Tag("fun"));

        var refused = await (await AdminForm.OpenAsync(await BossAsync(), "/admin/polls/tag/add/")).Set(("Name", "fun"))
            .RefusedAsync();

        Assert.Equal(["Name: There is one with this name already."], refused.Errors);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_chosen()
    {
        await SaveAsync(new Tag("fun"), new Question("Why?", Now) { Tags = { new("old") } });
        var form = await OpenAsync();

        var refused = await form.Set(("QuestionText", "Why not?"), ("Tags", "999")).RefusedAsync();

        Assert.Equal(["Tags: Select one of the choices."], refused.Errors);
        Assert.Equal(["old"], await TagsAsync());
    }

    private protected async Task<Visitor> BossAsync() =>
        _boss ??= await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);

    private async Task<AdminForm> OpenAsync()
    {
        var id = await InScopeAsync(db => db.Set<Question>().Select(question => question.Id).SingleAsync(Cancel));
        return await AdminForm.OpenAsync(await BossAsync(), $"/admin/polls/question/{id}/change/");
    }

    private Task<List<string>> TagsAsync() => InScopeAsync(db =>
        db.Set<Question>().SelectMany(question => question.Tags).Select(tag => tag.Name).Order().ToListAsync(Cancel));
}

public sealed class PickerTestsOnSqlite() : PickerTests(DatabaseServer.Sqlite);

public sealed class PickerTestsOnPostgreSql() : PickerTests(DatabaseServer.PostgreSql)
{
    [Fact]
    public async Task A_name_that_somebody_takes_at_the_same_moment_is_refused_at_its_field()
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), "/admin/polls/tag/add/");
        var saves = 0;
        Site.Services.GetRequiredService<ISignalHub>().On(ModelSignals.PreSave<Tag>()).Call(async (_, _) =>
        {
            if (++saves == 1)
                await SaveAsync(new Tag("fun"));
        });

        var refused = await form.Set(("Name", "fun")).RefusedAsync();

        Assert.Equal(["Name: There is one with this name already."], refused.Errors);
        Assert.Equal(1, await InScopeAsync(db => db.Set<Tag>().CountAsync(Cancel)));
    }
}
