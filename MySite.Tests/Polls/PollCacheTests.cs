using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The memory behind the public pages.</summary>
public sealed class PollCacheTests() : PollsTests(DatabaseServer.Sqlite)
{
    private readonly PausedReader _pause = new();

    private PollCache Cache => Site.Services.GetRequiredService<PollCache>();

    [Fact]
    public async Task Ten_seconds_long_the_list_comes_from_memory()
    {
        var question = await CreateQuestionAsync("Before", -1);
        Assert.Equal(["Before"], await ListAsync());
        await RenameBehindItsBackAsync(question, "After");

        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal(["Before"], await ListAsync());

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["After"], await ListAsync());
    }

    [Fact]
    public async Task Ten_seconds_long_a_poll_comes_from_memory()
    {
        var question = await CreateQuestionAsync("Before", -1);
        Assert.Equal("Before", await FindAsync(question));
        await RenameBehindItsBackAsync(question, "After");

        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal("Before", await FindAsync(question));

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("After", await FindAsync(question));
    }

    [Fact]
    public async Task The_next_question_appears_in_the_moment_it_is_due()
    {
        await CreateQuestionAsync("Old", -1);
        var next = await CreateQuestionAsync("New", TimeSpan.FromSeconds(3).TotalDays);

        Clock.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
        Assert.Equal(["Old"], await ListAsync());
        Assert.Null(await FindAsync(next));

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["New", "Old"], await ListAsync());
        Assert.Equal("New", await FindAsync(next));
    }

    [Fact]
    public async Task An_evicted_poll_is_read_again_in_the_list_too_and_the_others_are_not()
    {
        var (one, other) = (await CreateQuestionAsync("One", -1), await CreateQuestionAsync("Other", -2));
        _ = (await ListAsync(), await FindAsync(one), await FindAsync(other));
        await RenameBehindItsBackAsync(one, "One more");
        await RenameBehindItsBackAsync(other, "Another");

        Cache.Evict(one.Id);

        Assert.Equal("One more", await FindAsync(one));
        Assert.Equal("Other", await FindAsync(other));
        Assert.Equal(["One more", "Another"], await ListAsync());
    }

    [Fact]
    public async Task What_was_read_before_an_eviction_is_not_kept_after_it()
    {
        var question = await CreateQuestionAsync("Before", -1);
        _pause.Begin();

        var reading = FindAsync(question);
        await _pause.Reached;
        await RenameBehindItsBackAsync(question, "After");
        Cache.Clear();
        _pause.Release();

        Assert.Equal("Before", await reading);
        Assert.Equal("After", await FindAsync(question));
    }

    [Fact]
    public async Task Without_a_duration_nothing_is_kept()
    {
        await using var site = new SiteFactory(Database).With("Polls:CacheDuration", "00:00:00");
        var cache = site.Services.GetRequiredService<PollCache>();
        var question = await CreateQuestionAsync("Before", -1);
        _ = (await cache.GetListAsync(Cancel), await cache.FindAsync(question.Id, Cancel));

        await RenameBehindItsBackAsync(question, "After");

        Assert.Equal("After", Assert.Single(await cache.GetListAsync(Cancel)).Text);
        Assert.Equal("After", (await cache.FindAsync(question.Id, Cancel))?.Text);
        Assert.Null(cache.ListStamp ?? cache.StampOf(question.Id));
    }

    [Fact]
    public async Task A_stamp_is_never_given_to_another_state()
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        HashSet<long?> stamps = [];
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Null(Cache.StampOf(question.Id));
            await FindAsync(question);
            Assert.Equal(Cache.StampOf(question.Id), Cache.StampOf(question.Id));
            Assert.True(stamps.Add(Cache.StampOf(question.Id)));
            Cache.Clear();
        }
        Assert.DoesNotContain(null, stamps);
    }

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database).With(services =>
        services.ConfigureDbContext<SqliteSiteDbContext>(options => options.AddInterceptors(_pause)));

    private async Task<List<string>> ListAsync() =>
        (await Cache.GetListAsync(Cancel)).Select(poll => poll.Text).ToList();

    private async Task<string?> FindAsync(Question question) => (await Cache.FindAsync(question.Id, Cancel))?.Text;

    private Task<int> RenameBehindItsBackAsync(Question question, string text) => InScopeAsync(db =>
        db.Database.ExecuteSqlAsync($"UPDATE Questions SET QuestionText = {text} WHERE Id = {question.Id}", Cancel));
}
