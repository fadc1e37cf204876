using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Accounts.Receivers;

/// <summary>Takes a user's profile along, in the same save, so that its deletion is announced as well.</summary>
internal sealed class RemoveProfile : IReceiver<PreDelete<User>>
{
    public async ValueTask ReceiveAsync(PreDelete<User> payload, CancellationToken cancellationToken)
    {
        if (await payload.Context.FindAsync<Profile>([payload.Entity.Id], cancellationToken) is { } profile)
            payload.Context.Remove(profile);
    }
}
