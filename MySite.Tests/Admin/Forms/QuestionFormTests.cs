using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

public abstract class QuestionFormTests(DatabaseServer server) : SiteTests(server)
{
    private const string Add = "/admin/polls/question/add/";

    [Fact]
    public async Task A_question_is_added_with_the_choices_that_were_written_and_without_the_empty_rows()
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), Add);
        Assert.Equal(["Choices-0-ChoiceText", "Choices-1-ChoiceText", "Choices-2-ChoiceText"],
            form.Page.QuerySelectorAll("tbody > tr input[type=text]").Select(input => input.GetAttribute("name")));

        await form.Set(
            ("QuestionText", "What's up?"), ("PubDate.Date", "2026-11-22"), ("PubDate.Time", "14:05:00"),
            ("Choices-0-ChoiceText", "Not much"), ("Choices-2-ChoiceText", "The sky")).PostAsync();

        var question = Assert.Single(await QuestionsAsync());
        Assert.Equal(("What's up?", new DateTimeOffset(2026, 11, 22, 14, 5, 0, TimeSpan.Zero)),
            (question.QuestionText, question.PubDate));
        Assert.Equal(["Not much 0", "The sky 0"], Texts(question));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), Add);

        var refused = await form.Set(
            ("QuestionText", new string('x', 201)), ("PubDate.Date", "2026-02-30"),
            ("Choices-0-ChoiceText", "Yes"), ("Choices-1-Votes", "many")).RefusedAsync();

        Assert.Equal("Please correct what is marked below.", refused.Alert);
        Assert.Equal(
            [
                "QuestionText: At most 200 characters fit (this has 201).", "PubDate: Enter a date and a time.",
                "Choices-1-ChoiceText: This field is required.", "Choices-1-Votes: Enter a number that fits.",
            ],
            refused.Errors);
        Assert.Equal((new string('x', 201), "Yes"), (refused["QuestionText"], refused["Choices-0-ChoiceText"]));
        Assert.Empty(await QuestionsAsync());
    }

    [Theory]
    [InlineData("_save", "/admin/polls/question/")]
    [InlineData("_addanother", "/admin/polls/question/add/")]
    [InlineData("_continue", "/admin/polls/question/{id}/change/")]
    public async Task Each_button_leads_where_it_says(string button, string where)
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), Add);

        var response = await form.Set(("QuestionText", "Why?"), ("PubDate.Date", "2026-11-22")).PostAsync(button);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var id = Assert.Single(await QuestionsAsync()).Id;
        Assert.Equal(where.Replace("{id}", $"{id}", StringComparison.Ordinal), response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_list_that_led_here_is_found_again_with_its_filters()
    {
        var boss = await BossAsync();
        var question = await StoreAsync("Why?");
        var form = await AdminForm.OpenAsync(boss, $"/admin/polls/question/{question.Id}/change/?list=q%3Dwhy%26p%3D2");

        var response = await form.Set(("QuestionText", "Why not?")).PostAsync();

        Assert.Equal("/admin/polls/question/?q=why&p=2", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_is_no_query_of_a_list_leads_nowhere_else()
    {
        var question = await StoreAsync("Why?");
        const string Hostile = "q%3D%C3%A9%0D%0ALocation%3A%20%2F%2Fevil.example";
        var form = await AdminForm.OpenAsync(
            await BossAsync(), $"/admin/polls/question/{question.Id}/change/?list={Hostile}");

        var response = await form.Set(("QuestionText", "Why not?")).PostAsync();

        Assert.Equal(
            "/admin/polls/question/?q=%C3%A9%0D%0ALocation%3A%20%2F%2Fevil.example", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Choices_are_changed_dropped_and_added_on_the_page_of_their_question()
    {
        var question = await StoreAsync("Why?", "One", "Two", "Three");
        var form = await AdminForm.OpenAsync(await BossAsync(), $"/admin/polls/question/{question.Id}/change/");

        var page = await form.Set(
            ("Choices-0-ChoiceText", "First"), ("Choices-1-delete", "true"), ("Choices-3-ChoiceText", "Fourth"),
                ("Choices-3-Votes", "4"))
            .SavedAsync();

        Assert.Equal("The question “Why?” was changed successfully.", page.QuerySelector("[role=status]")?.TextContent);
        Assert.Equal(["First 0", "Three 0", "Fourth 4"], Texts(Assert.Single(await QuestionsAsync())));
    }

    [Fact]
    public async Task Either_everything_is_saved_or_nothing()
    {
        var question = await StoreAsync("Why?", "One", "Two");
        var form = await AdminForm.OpenAsync(await BossAsync(), $"/admin/polls/question/{question.Id}/change/");

        var refused = await form.Set(("QuestionText", "Why not?"), ("Choices-0-delete", "true"), ("Choices-1-Votes", "-1"))
            .RefusedAsync();

        Assert.Equal(["Choices-1-Votes: Votes must be between 0 and 2147483647."], refused.Errors);
        Assert.Equal(["One 0", "Two 0"], Texts(Assert.Single(await QuestionsAsync(), stored => stored.QuestionText == "Why?")));
    }

    [Fact]
    public async Task What_is_not_on_the_form_and_what_belongs_to_another_is_not_changed()
    {
        var (mine, other) = (await StoreAsync("Mine", "One"), await StoreAsync("Other", "Two"));
        var form = await AdminForm.OpenAsync(await BossAsync(), $"/admin/polls/question/{mine.Id}/change/");

        await form.Set(
            ("Id", $"{other.Id}"), ("QuestionText", "Changed"), ("Choices-0-key", $"{other.Choices[0].Id}"),
            ("Choices-0-ChoiceText", "Stolen"), ("Choices-0-QuestionId", $"{mine.Id}")).RefusedAsync();
        await form.Set(("Choices-0-delete", "true")).PostAsync();

        Assert.Equal(
            ["Changed: One 0", "Other: Two 0"],
            (await QuestionsAsync()).Select(question => $"{question.QuestionText}: {string.Join(", ", Texts(question))}"));
    }

    [Theory]
    [InlineData("/admin/polls/question/999/change/")]
    [InlineData("/admin/polls/question/nonsense/change/")]
    [InlineData("/admin/polls/question/99999999999999999999/change/")]
    [InlineData("/admin/polls/answer/add/")]
    [InlineData("/admin/poll/question/add/")]
    public async Task What_is_not_there_is_not_found(string url) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await BossAsync()).GetAsync(url)).StatusCode);

    [Fact]
    public async Task Who_may_only_view_sees_the_object_and_cannot_change_it()
    {
        var question = await StoreAsync("Why?", "One");
        var url = $"/admin/polls/question/{question.Id}/change/";
        var form = await AdminForm.OpenAsync(await BossAsync(), url);
        var viewer = await Site.CreateSignedInVisitorAsync("vera", isStaff: true, permissions: "polls.view_question");

        var page = await viewer.OpenAsync(url);

        Assert.Equal("View question", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(["Why?", "2026-11-22 12:00:00", "", "One", "0"],
            page.QuerySelectorAll("main output").Select(output => output.TextContent));
        Assert.Empty(page.QuerySelectorAll("main form button, main form input:not([type=hidden])"));
        var post = await viewer.SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(
            [KeyValuePair.Create("__RequestVerificationToken", form["__RequestVerificationToken"])]));
        Assert.NotEqual(HttpStatusCode.OK, post.StatusCode);
        Assert.NotEqual(HttpStatusCode.Redirect, post.StatusCode);
    }

    private Task<Visitor> BossAsync() => Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);

    private async Task<Question> StoreAsync(string text, params string[] choices)
    {
        var question = new Question(text, new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        question.Choices.AddRange(choices.Select(choice => new Choice(choice)));
        await SaveAsync(question);
        return question;
    }

    private Task<List<Question>> QuestionsAsync() => InScopeAsync(db =>
        db.Set<Question>().Include(question => question.Choices).OrderBy(question => question.Id).ToListAsync(Cancel));

    private static IEnumerable<string> Texts(Question question) =>
        question.Choices.OrderBy(choice => choice.Id).Select(choice => $"{choice.ChoiceText} {choice.Votes}");
}

public sealed class QuestionFormTestsOnSqlite() : QuestionFormTests(DatabaseServer.Sqlite);

public sealed class QuestionFormTestsOnPostgreSql() : QuestionFormTests(DatabaseServer.PostgreSql);
