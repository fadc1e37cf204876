using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Accounts.Receivers;

/// <summary>Gives a new user a profile, in the transaction that creates the user.</summary>
internal sealed class CreateProfile(SiteDbContext db) : IReceiver<UserCreated>
{
    public async ValueTask ReceiveAsync(UserCreated payload, CancellationToken cancellationToken)
    {
        var name = payload.UserName ?? "";
        db.Add(new Profile
        {
            UserId = Guid.Parse(payload.UserId),
            DisplayName = name.Length > Profile.DisplayNameLength ? name[..Profile.DisplayNameLength] : name,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
