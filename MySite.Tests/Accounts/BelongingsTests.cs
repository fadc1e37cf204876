using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class BelongingsTests(DatabaseServer server) : AccountTests(server)
{
    [Fact]
    public async Task A_deleted_user_takes_the_profile_along_and_it_is_announced()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var announced = new List<string>();
        using var heard = Site.Services.GetRequiredService<ISignalHub>()
            .On(ModelSignals.PostDelete<Profile>()).Call(deleted => announced.Add(deleted.Entity.DisplayName));

        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var result = await users.DeleteAsync((await users.FindByNameAsync("ada"))!);
            Assert.True(result.Succeeded);
        }

        Assert.Equal(["ada"], announced);
        Assert.Equal(0, await InScopeAsync(db => db.Set<Profile>().CountAsync(Cancel)));
        Assert.Null(await FindUserAsync("ada"));
    }

    [Fact]
    public async Task A_new_users_picture_is_drawn_in_the_background_and_shown_in_the_header()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        await Eventually.IsTrueAsync(() => InScopeAsync(db =>
            db.Set<OutboxMessage>().AnyAsync(message => message.Receiver == "DrawAvatar" && message.DoneAt != null, Cancel)));
        var profile = await InScopeAsync(db => db.Set<Profile>().SingleAsync(Cancel));
        Assert.Equal(Avatar.Draw(profile.UserId), profile.AvatarSvg);
        var page = await visitor.OpenAsync("/polls/");
        var image = await visitor.GetAsync(page.QuerySelector(".account img")!.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", image.Content.Headers.ContentType?.MediaType);
        Assert.Equal(profile.AvatarSvg, await image.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_picture_is_shown_to_its_owner_only()
    {
        var response = await CreateVisitor().GetAsync("/accounts/avatar/");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}

public sealed class BelongingsTestsOnSqlite() : BelongingsTests(DatabaseServer.Sqlite);

public sealed class BelongingsTestsOnPostgreSql() : BelongingsTests(DatabaseServer.PostgreSql);
