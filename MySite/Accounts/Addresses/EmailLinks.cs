using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Addresses;

/// <summary>Asks for mails with links, one a minute for each account at most; what is too much is dropped.</summary>
internal sealed class EmailLinks(
    SiteDbContext db, ISignalTransaction transaction, ISignalSender signals, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public Task AskAsync<TPayload>(
        User user, Signal<TPayload> signal, TPayload payload, CancellationToken cancellationToken)
        where TPayload : notnull => transaction.ExecuteAsync(
            async (part, _) =>
            {
                if (await TakeTurnAsync(user.Id, cancellationToken))
                    await signals.SendAsync(signal, payload, cancellationToken: cancellationToken);
                await part.CompleteAsync(CancellationToken.None);
                return true;
            },
            cancellationToken);

    // The database decides: of two requests at the same moment one has the turn.
    private async Task<bool> TakeTurnAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var before = now - Pause;
        return await db.Users.Where(user => user.Id == id && (user.EmailLinkSent == null || user.EmailLinkSent <= before))
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailLinkSent, now), cancellationToken) == 1;
    }
}
