using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>A background task: draws the picture that stands for a user until there is a better one.</summary>
internal sealed class DrawAvatar(SiteDbContext db) : IReceiver<UserCreated>
{
    public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(payload.UserId);
        // A user deleted meanwhile has no profile left to draw for, and that is fine.
        await db.Set<Profile>().Where(profile => profile.UserId == id && profile.AvatarSvg == null).ExecuteUpdateAsync(
            set => set.SetProperty(profile => profile.AvatarSvg, Avatar.Draw(id)), cancellationToken);
    }
}
