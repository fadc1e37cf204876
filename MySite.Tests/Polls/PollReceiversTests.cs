using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class PollReceiversTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task A_deleted_question_takes_choices_and_links_along_and_they_are_announced()
    {
        var question = new Question("What's up?", Now) { Choices = { new("The sky"), new("Not much") }, Tags = { new("life") } };
        await SaveAsync(question);
        var announced = new List<string>();
        var hub = Site.Services.GetRequiredService<ISignalHub>();
        hub.On(ModelSignals.PostDelete<Choice>()).Call(deleted => announced.Add(deleted.Entity.ChoiceText));
        hub.On(ModelSignals.M2MChanged<Question, Tag>()).Call(changed => announced.Add($"{changed.Action} {changed.Keys[0]}"));

        await InScopeAsync(async db =>
        {
            db.Remove(await db.Set<Question>().SingleAsync(Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(
            ["Not much", "PostClear " + question.Tags[0].Id, "PreClear " + question.Tags[0].Id, "The sky"], announced.Order());
        Assert.Equal(0, await InScopeAsync(db => db.Set<Choice>().CountAsync(Cancel)));
        Assert.Equal("life", await InScopeAsync(db => db.Set<Tag>().Select(tag => tag.Name).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Whatever_the_list_shows_is_up_to_date_after_each_change()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        Assert.Equal(["What's up? 0 votes"], await ListAsync());

        await ChangeAsync(found => found.QuestionText = "What's new?");
        Assert.Equal(["What's new? 0 votes"], await ListAsync());

        await ChangeAsync(found => found.Tags.Add(new Tag("life")));
        Assert.Equal(["What's new? 0 votes life"], await ListAsync());

        await (await BallotPage.OpenAsync(CreateVisitor(), question.Id)).VoteAsync("The sky");
        Assert.Equal(["What's new? 1 vote life"], await ListAsync());

        await ChangeAsync(found => found.Choices[0].Votes = 7);
        Assert.Equal(["What's new? 7 votes life"], await ListAsync());

        await ChangeAsync(found => found.Tags.Clear());
        Assert.Equal(["What's new? 7 votes"], await ListAsync());

        await InScopeAsync(async db =>
        {
            db.Remove(await db.Set<Question>().SingleAsync(Cancel));
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_the_list_as_it_was()
    {
        await CreateQuestionAsync("What's up?", -1, "The sky");
        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            (await db.Set<Question>().SingleAsync(Cancel)).QuestionText = "What's new?";
            await db.SaveChangesAsync(Cancel);
            await transaction.RollbackAsync(Cancel);
            return 0;
        });

        Assert.Equal(["What's up? 0 votes"], await ListAsync());
    }

    [Fact]
    public async Task A_list_that_was_read_before_the_commit_is_forgotten_with_it()
    {
        await CreateQuestionAsync("What's up?", -1, "The sky");
        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            (await db.Set<Question>().SingleAsync(Cancel)).QuestionText = "What's new?";
            await db.SaveChangesAsync(Cancel);
            Assert.Equal(["What's up? 0 votes"], await ListAsync());
            await transaction.CommitAsync(Cancel);
            return 0;
        });

        Assert.Equal(["What's new? 0 votes"], await ListAsync());
    }

    private Task<int> ChangeAsync(Action<Question> change) => InScopeAsync(async db =>
    {
        change(await db.Set<Question>().Include(question => question.Choices).Include(question => question.Tags)
            .SingleAsync(Cancel));
        return await db.SaveChangesAsync(Cancel);
    });

    private async Task<IEnumerable<string>> ListAsync() =>
        (await CreateVisitor().OpenAsync("/polls/")).QuerySelectorAll(".polls article").Select(card => string.Join(' ',
            card.QuerySelectorAll("h2, .num, .chip").Select(part => part.TextContent.Trim())));
}

public sealed class PollReceiversTestsOnSqlite() : PollReceiversTests(DatabaseServer.Sqlite);

public sealed class PollReceiversTestsOnPostgreSql() : PollReceiversTests(DatabaseServer.PostgreSql);
