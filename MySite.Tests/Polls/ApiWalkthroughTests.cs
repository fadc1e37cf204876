using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>What the tutorial's second part tries in the shell.</summary>
public abstract class ApiWalkthroughTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task The_walk_through_the_models_works() => await InScopeAsync(async db =>
    {
        var questions = db.Set<Question>();
        Assert.False(await questions.AnyAsync(Cancel));

        var question = new Question("What's new?", Now);
        db.Add(question);
        await db.SaveChangesAsync(Cancel);
        Assert.NotEqual(0, question.Id);
        question.QuestionText = "What's up?";
        await db.SaveChangesAsync(Cancel);

        var thisYear = new DateTimeOffset(Now.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("What's up?", (await questions.SingleAsync(q => q.Id == question.Id, Cancel)).ToString());
        Assert.Equal(1, await questions.CountAsync(q => q.QuestionText.StartsWith("What"), Cancel));
        Assert.Equal(1, await questions.CountAsync(q => q.PubDate >= thisYear, Cancel));
        Assert.Equal(0, await questions.CountAsync(q => q.PubDate < thisYear, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => questions.SingleAsync(q => q.Id == 2, Cancel));

        question.Choices.AddRange([new("Not much"), new("The sky"), new("Just hacking again")]);
        await db.SaveChangesAsync(Cancel);
        var choices = db.Set<Choice>();
        Assert.All(question.Choices, choice => Assert.Same(question, choice.Question));
        Assert.Equal(3, await choices.CountAsync(c => c.Question!.PubDate >= thisYear, Cancel));

        db.Remove(await choices.SingleAsync(c => c.ChoiceText.StartsWith("Just hacking"), Cancel));
        await db.SaveChangesAsync(Cancel);
        Assert.Equal(2, await choices.CountAsync(Cancel));
        return db;
    });

    [Fact]
    public async Task Deleting_a_question_takes_its_choices_along_and_leaves_its_tags()
    {
        var question = new Question("What's up?", Now) { Choices = { new("The sky") }, Tags = { new("life") } };
        await SaveAsync(question);

        await InScopeAsync(db => db.Set<Question>().ExecuteDeleteAsync(Cancel));

        Assert.Equal(0, await InScopeAsync(db => db.Set<Choice>().CountAsync(Cancel)));
        Assert.Equal(1, await InScopeAsync(db => db.Set<Tag>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Questions_and_tags_find_each_other()
    {
        var life = new Tag("life");
        await SaveAsync(
            new Question("What's up?", Now) { Tags = { life, new("morning") } },
            new Question("And now?", Now) { Tags = { life } });

        var found = await InScopeAsync(db => db.Set<Tag>().Include(tag => tag.Questions)
            .SingleAsync(tag => tag.Name == "life", Cancel));

        Assert.Equal(["And now?", "What's up?"], found.Questions.Select(q => q.QuestionText).Order());
    }

    [Fact]
    public async Task There_is_one_tag_of_a_name()
    {
        await SaveAsync(new Tag("life"));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(new Tag("life")));
    }
}

public sealed class ApiWalkthroughTestsOnSqlite() : ApiWalkthroughTests(DatabaseServer.Sqlite);

public sealed class ApiWalkthroughTestsOnPostgreSql() : ApiWalkthroughTests(DatabaseServer.PostgreSql);
