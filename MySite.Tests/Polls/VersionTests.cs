using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class VersionTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task Every_save_has_a_version_of_its_own_and_a_vote_is_no_save()
    {
        var question = await CreateQuestionAsync("What's up?", 0, "The sky");
        var first = await VersionAsync();
        Assert.NotEqual(Guid.Empty, first);

        await using (var scope = Site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Voting>().CastAsync(question.Id, question.Choices[0].Id);
        Assert.Equal(first, await VersionAsync());

        await InScopeAsync(async db =>
        {
            (await db.Set<Question>().SingleAsync(Cancel)).QuestionText = "What's new?";
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.NotEqual(first, await VersionAsync());
    }

    [Fact]
    public async Task Two_people_who_edit_at_once_do_not_overwrite_each_other()
    {
        await SaveAsync(new Tag("life"));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => InScopeAsync(async late =>
        {
            (await late.Set<Tag>().SingleAsync(Cancel)).Name = "late";
            await InScopeAsync(async early =>
            {
                (await early.Set<Tag>().SingleAsync(Cancel)).Name = "early";
                return await early.SaveChangesAsync(Cancel);
            });
            return await late.SaveChangesAsync(Cancel);
        }));

        Assert.Equal("early", await InScopeAsync(db => db.Set<Tag>().Select(tag => tag.Name).SingleAsync(Cancel)));
    }

    private Task<Guid> VersionAsync() => InScopeAsync(db => db.Set<Question>().Select(q => q.Version).SingleAsync(Cancel));
}

public sealed class VersionTestsOnSqlite() : VersionTests(DatabaseServer.Sqlite);

public sealed class VersionTestsOnPostgreSql() : VersionTests(DatabaseServer.PostgreSql);
