using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class SeederTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task The_samples_hold_the_poll_of_the_tutorial()
    {
        await SeedAsync(seeder => seeder.AddSamplesAsync(Cancel));

        var visitor = CreateVisitor();
        var card = (await IndexPage.OpenAsync(visitor)).Cards[0];
        Assert.Equal("What's up?", card.QuerySelector("h2")!.TextContent);
        Assert.Equal("life", card.QuerySelector(".chip")!.TextContent);

        var id = await InScopeAsync(db => db.Set<Question>()
            .Where(question => question.QuestionText == "What's up?").Select(question => question.Id).SingleAsync());
        var ballot = await BallotPage.OpenAsync(visitor, id);
        Assert.Equal(["Not much", "The sky", "Just hacking again"], ballot.Radios.Select(ballot.LabelOf));
    }

    [Fact]
    public async Task A_database_with_a_question_gets_no_samples()
    {
        await CreateQuestionAsync("Mine", 30);

        await SeedAsync(seeder => seeder.AddSamplesAsync(Cancel));

        Assert.Equal(1, await CountAsync<Question>());
    }

    [Fact]
    public async Task Samples_come_back_after_all_questions_were_deleted_and_the_tags_were_not()
    {
        await SeedAsync(seeder => seeder.AddSamplesAsync(Cancel));
        var tags = await CountAsync<Tag>();
        await InScopeAsync(db => db.Set<Question>().ExecuteDeleteAsync(Cancel));

        await using var again = new SiteFactory(Database).With("Polls:SampleData", "true");

        Assert.Equal("life", (await IndexPage.OpenAsync(new Visitor(again))).Cards[0].QuerySelector(".chip")!.TextContent);
        Assert.Equal(tags, await CountAsync<Tag>());
    }

    [Fact]
    public void Votes_stay_votes_however_many_polls_there_are() => Assert.All(
        Seeder.Generated(int.MaxValue, choices: 20, Now).Choices, choice => Assert.InRange(choice.Votes, 0, 100));

    [Fact]
    public async Task As_many_questions_and_choices_as_asked_for_are_made()
    {
        await SeedAsync(seeder => seeder.AddManyAsync(questions: 1200, choices: 3, Cancel));

        Assert.Equal(1200, await CountAsync<Question>());
        Assert.Equal(3600, await CountAsync<Choice>());
        Assert.Equal("Question 1", (await IndexPage.OpenAsync(CreateVisitor())).Questions[0]);
        Assert.Equal(0, await CountAsync<LogEntry>());
    }

    [Fact]
    public async Task A_second_round_goes_on_counting()
    {
        await SeedAsync(seeder => seeder.AddManyAsync(questions: 2, choices: 1, Cancel));
        await SeedAsync(seeder => seeder.AddManyAsync(questions: 1, choices: 1, Cancel));

        Assert.Equal(3, (await IndexPage.OpenAsync(CreateVisitor())).Questions.Distinct().Count());
    }

    private Task<int> CountAsync<T>()
        where T : class => InScopeAsync(db => db.Set<T>().CountAsync(Cancel));

    private async Task SeedAsync(Func<Seeder, Task> seed)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await seed(scope.ServiceProvider.GetRequiredService<Seeder>());
    }
}

public sealed class SeederTestsOnSqlite() : SeederTests(DatabaseServer.Sqlite);

public sealed class SeederTestsOnPostgreSql() : SeederTests(DatabaseServer.PostgreSql);
