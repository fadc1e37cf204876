using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The memory behind the list of polls.</summary>
public sealed class PollListTests() : PollsTests(DatabaseServer.Sqlite)
{
    private PollList List => Site.Services.GetRequiredService<PollList>();

    [Fact]
    public async Task Ten_seconds_long_the_list_comes_from_memory()
    {
        var question = await CreateQuestionAsync("Before", -1);
        Assert.Equal(["Before"], await ReadAsync());
        await RenameBehindItsBackAsync(question, "After");

        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal(["Before"], await ReadAsync());

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["After"], await ReadAsync());
    }

    [Fact]
    public async Task The_next_question_appears_in_the_moment_it_is_due()
    {
        await CreateQuestionAsync("Old", -1);
        await CreateQuestionAsync("New", TimeSpan.FromSeconds(3).TotalDays);

        Clock.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
        Assert.Equal(["Old"], await ReadAsync());

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["New", "Old"], await ReadAsync());
    }

    [Fact]
    public async Task An_eviction_is_seen_at_once()
    {
        var question = await CreateQuestionAsync("Before", -1);
        await ReadAsync();
        await RenameBehindItsBackAsync(question, "After");

        List.Evict();

        Assert.Equal(["After"], await ReadAsync());
    }

    [Fact]
    public async Task A_vote_evicts_the_list()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var visitor = CreateVisitor();
        await IndexPage.OpenAsync(visitor);

        await (await BallotPage.OpenAsync(visitor, question.Id)).VoteAsync("The sky");

        Assert.Equal("1 vote", (await IndexPage.OpenAsync(visitor)).Cards[0].QuerySelector(".num")!.TextContent);
    }

    [Fact]
    public async Task What_was_read_before_an_eviction_is_not_kept_after_it()
    {
        var question = await CreateQuestionAsync("Before", -1);
        var pause = new PausedReader();
        await using var slow = new MySite.Data.SqliteSiteDbContext(
            ((DbContextOptionsBuilder<MySite.Data.SqliteSiteDbContext>)
                new DbContextOptionsBuilder<MySite.Data.SqliteSiteDbContext>()
                    .UseSqlite(Database.ConnectionString).AddInterceptors(pause).AllowManyServices()).Options);

        var reading = List.GetAsync(slow, Cancel).AsTask();
        await pause.Reached;
        await RenameBehindItsBackAsync(question, "After");
        List.Evict();
        pause.Release();

        Assert.Equal(["Before"], (await reading).Select(poll => poll.Text));
        Assert.Equal(["After"], await ReadAsync());
    }

    private Task<List<string>> ReadAsync() => InScopeAsync(async db =>
        (await List.GetAsync(db, Cancel)).Select(poll => poll.Text).ToList());

    private Task<int> RenameBehindItsBackAsync(Question question, string text) => InScopeAsync(db =>
        db.Database.ExecuteSqlAsync($"UPDATE Questions SET QuestionText = {text} WHERE Id = {question.Id}", Cancel));
}
