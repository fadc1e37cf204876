using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>Two people have the same page open.</summary>
public abstract class ConflictTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task Who_saves_second_is_shown_both_texts_and_only_a_second_save_replaces_the_other()
    {
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("QuestionText", "Ada's")).SavedAsync();

        var refused = await bobs.Set(("QuestionText", "Bob's")).RefusedAsync();

        Assert.StartsWith("Somebody else changed this while the page was open.", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("Stored meanwhile: Ada's Yours: Bob's", string.Join(
            ' ', refused.Page.QuerySelector(".theirs")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Ada's", (await StoredAsync()).QuestionText);
        await refused.SavedAsync();
        Assert.Equal("Bob's", (await StoredAsync()).QuestionText);
    }

    [Fact]
    public async Task Changes_of_different_fields_and_rows_go_together()
    {
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("QuestionText", "Ada's"), ("Choices-0-ChoiceText", "Ada's one")).SavedAsync();

        await bobs.Set(("PubDate.Date", "2026-11-20"), ("Choices-1-ChoiceText", "Bob's two")).SavedAsync();

        var question = await StoredAsync();
        Assert.Equal(("Ada's", 20), (question.QuestionText, question.PubDate.Day));
        Assert.Equal(["Ada's one", "Bob's two"], question.Choices.Select(choice => choice.ChoiceText).Order());
    }

    [Fact]
    public async Task Votes_that_come_in_meanwhile_are_kept()
    {
        var (form, _) = await OpenTwiceAsync();
        await InScopeAsync(db => db.Set<Choice>().ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Votes, 7), Cancel));

        await form.Set(("Choices-0-ChoiceText", "First")).SavedAsync();

        Assert.All((await StoredAsync()).Choices, choice => Assert.Equal(7, choice.Votes));
    }

    [Fact]
    public async Task What_was_written_into_a_row_that_is_gone_is_shown_and_may_be_added_anew()
    {
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("Choices-0-delete", "true")).SavedAsync();

        var refused = await bobs.Set(("Choices-0-ChoiceText", "Bob's one")).RefusedAsync();

        Assert.Contains("was deleted while the page was open", string.Concat(refused.Errors), StringComparison.Ordinal);
        Assert.Single((await StoredAsync()).Choices);
        await refused.SavedAsync();
        Assert.Equal(["Bob's one", "Two"], (await StoredAsync()).Choices.Select(choice => choice.ChoiceText).Order());
    }

    [Fact]
    public async Task Tags_that_others_add_and_take_stay_added_and_taken()
    {
        await SaveAsync(new Tag("a"), new Tag("b"), new Tag("c"));
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("Tags", adas.ValueOf("a"))).SavedAsync();

        await bobs.Set(("Tags", bobs.ValueOf("b"))).SavedAsync();

        Assert.Equal(["a", "b"], (await StoredAsync()).Tags.Select(tag => tag.Name).Order());
    }

    private protected async Task<(AdminForm Adas, AdminForm Bobs)> OpenTwiceAsync()
    {
        var question = new Question("Why?", Now) { Choices = { new("One"), new("Two") } };
        await SaveAsync(question);
        var url = $"/admin/polls/question/{question.Id}/change/";
        return (
            await AdminForm.OpenAsync(await Site.CreateSignedInVisitorAsync("ada", isStaff: true, isSuperuser: true), url),
            await AdminForm.OpenAsync(await Site.CreateSignedInVisitorAsync("bob", isStaff: true, isSuperuser: true), url));
    }

    private protected Task<Question> StoredAsync() => InScopeAsync(db =>
        db.Set<Question>().Include(question => question.Choices).Include(question => question.Tags).SingleAsync(Cancel));
}

public sealed class ConflictTestsOnSqlite() : ConflictTests(DatabaseServer.Sqlite);

public sealed class ConflictTestsOnPostgreSql() : ConflictTests(DatabaseServer.PostgreSql)
{
    // SQLite lets one in after the other anyway.
    [Theory]
    [InlineData("Choices-0-ChoiceText", "Ada's", "Choices-1-ChoiceText", "Bob's")]
    [InlineData("Choices-0-ChoiceText", "Ada's", "Choices-0-ChoiceText", "Bob's")]
    [InlineData("Choices-2-ChoiceText", "Ada's", "Choices-1-delete", "true")]
    [InlineData("Tags", "1", "Tags", "2")]
    [InlineData("Tags", "1", "Tags", "1")]
    public async Task Two_saves_at_the_same_moment_do_not_pass_each_other_though_the_question_itself_stays(
        string adasField, string adas, string bobsField, string bobs)
    {
        await SaveAsync(new Tag("a"), new Tag("b"));
        var (adasForm, bobsForm) = await OpenTwiceAsync();
        var version = (await StoredAsync()).Version;
        var (saves, bobsAnswer) = (0, default(HttpResponseMessage));
        Site.Services.GetRequiredService<ISignalHub>().On(ModelSignals.PreSave<Question>()).Call(async (_, _) =>
        {
            if (++saves == 1)
                bobsAnswer = await bobsForm.Set((bobsField, bobs)).PostAsync();
        });

        var shown = await adasForm.Set((adasField, adas)).RefusedAsync();

        Assert.Equal((2, HttpStatusCode.Redirect), (saves, bobsAnswer?.StatusCode));
        Assert.NotEqual(version, (await StoredAsync()).Version);
        Assert.Contains("Somebody else changed this", shown.Alert, StringComparison.Ordinal);
    }
}
