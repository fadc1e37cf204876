using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Polls;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

/// <summary>What the database itself promises.</summary>
public abstract class SiteDataTests(DatabaseServer server) : PollsTests(server)
{
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    [Fact]
    public async Task Two_users_never_share_a_name()
    {
        await SaveAsync(CreateUser("ADA"));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(CreateUser("ADA")));
    }

    [Fact]
    public async Task Two_users_never_share_an_address()
    {
        await SaveAsync(CreateUser("ADA", "ADA@EXAMPLE.ORG"));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(CreateUser("GRACE", "ADA@EXAMPLE.ORG")));
    }

    [Fact]
    public async Task Users_without_an_address_may_be_many() =>
        Assert.Equal(2, await SaveAsync(CreateUser("ADA"), CreateUser("GRACE")));

    [Fact]
    public async Task The_database_keeps_a_user_whose_profile_is_still_there()
    {
        var user = CreateUser("ADA");
        await SaveAsync(user, new Profile { UserId = user.Id, DisplayName = "Ada" });

        await Assert.ThrowsAnyAsync<DbException>(
            () => InScopeAsync(db => db.Set<User>().ExecuteDeleteAsync(Cancel)));
    }

    [Fact]
    public async Task A_profile_that_was_loaded_goes_with_its_user()
    {
        var user = CreateUser("ADA");
        await SaveAsync(user, new Profile { UserId = user.Id, DisplayName = "Ada" });

        await InScopeAsync(async db =>
        {
            await db.Set<Profile>().LoadAsync(Cancel);
            db.Remove(await db.Set<User>().SingleAsync(Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        Assert.False(await InScopeAsync(db => db.Set<Profile>().AnyAsync(Cancel)));
    }

    [Fact]
    public async Task Instants_keep_their_place_in_time_to_the_microsecond_whatever_their_offset()
    {
        var written = new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(2)) + (123457 * Microsecond);
        await SaveAsync(new Question("When?", written));

        var read = (await InScopeAsync(db => db.Set<Question>().AsNoTracking().SingleAsync(Cancel))).PubDate;

        Assert.Equal(written.UtcTicks, read.UtcTicks);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Fact]
    public async Task Instants_sort_and_compare_as_instants_and_not_as_the_clocks_on_the_wall()
    {
        var noon = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        await SaveAsync(
            new Question("third", (noon + Microsecond).ToOffset(TimeSpan.FromHours(-11))),
            new Question("first", (noon - Microsecond).ToOffset(TimeSpan.FromHours(14))),
            new Question("second", noon.ToOffset(TimeSpan.FromHours(5.5))));

        var all = await InScopeAsync(db => db.Set<Question>()
            .OrderBy(question => question.PubDate).Select(question => question.QuestionText).ToListAsync(Cancel));
        var after = await InScopeAsync(db => db.Set<Question>()
            .Where(question => question.PubDate > noon.ToOffset(TimeSpan.FromHours(3)))
            .Select(question => question.QuestionText).ToListAsync(Cancel));
        var last = await InScopeAsync(db => db.Set<Question>().MaxAsync(question => question.PubDate, Cancel));

        Assert.Equal(["first", "second", "third"], all);
        Assert.Equal(["third"], after);
        Assert.Equal(noon + Microsecond, last);
    }

    [Fact]
    public async Task A_form_that_one_server_handed_out_may_be_sent_to_another()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        await using var other = new SiteFactory(Database);
        var cookies = new CookieContainer();
        var ballot = await BallotPage.OpenAsync(Browse(Site), question.Id);

        var response = await Browse(other).SubmitAsync(ballot.Form, ("choice", $"{question.Choices[0].Id}"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);

        Visitor Browse(SiteFactory site) =>
            new(site.CreateDefaultClient(new Uri("http://localhost"), new CookieContainerHandler(cookies)));
    }

    private User CreateUser(string name, string? address = null) => new()
    {
        Id = Guid.CreateVersion7(Now),
        UserName = name,
        NormalizedUserName = name,
        Email = address,
        NormalizedEmail = address,
    };
}

public sealed class SiteDataTestsOnSqlite() : SiteDataTests(DatabaseServer.Sqlite);

public sealed class SiteDataTestsOnPostgreSql() : SiteDataTests(DatabaseServer.PostgreSql);
