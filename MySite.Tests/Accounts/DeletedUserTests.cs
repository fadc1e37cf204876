using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class DeletedUserTests(DatabaseServer server) : AccountTests(server)
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
    public async Task A_new_users_picture_is_drawn_in_the_background()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        await Eventually.IsTrueAsync(() => InScopeAsync(db =>
            db.Set<OutboxMessage>().AnyAsync(message => message.Receiver == "DrawAvatar" && message.DoneAt != null, Cancel)));
        var profile = await InScopeAsync(db => db.Set<Profile>().SingleAsync(Cancel));
        Assert.Equal(Avatar.Draw(profile.UserId), profile.AvatarSvg);
    }
}

public sealed class DeletedUserTestsOnSqlite() : DeletedUserTests(DatabaseServer.Sqlite);

public sealed class DeletedUserTestsOnPostgreSql() : DeletedUserTests(DatabaseServer.PostgreSql);
