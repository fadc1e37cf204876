using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MySite.Data;

namespace MySite.Accounts.Recovery;

/// <summary>How many mails to set a new password somebody gets in the hour that begins with the first.</summary>
/// <remarks>Each step is one statement, so that the last mail is not taken twice, on several servers either.</remarks>
internal sealed class ResetMailQuota(SiteDbContext db, IOptions<AccountsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task<bool> TryTakeAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var over = now - Period;
        var most = options.Value.PasswordResetMailsPerHour;
        return await db.Users.Where(user => user.Id == id)
                .Where(user => user.ResetMailsSince == null || user.ResetMailsSince <= over)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(user => user.ResetMailsSince, now).SetProperty(user => user.ResetMails, 1),
                    cancellationToken) == 1
            || await db.Users.Where(user => user.Id == id && user.ResetMails < most)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(user => user.ResetMails, user => user.ResetMails + 1), cancellationToken) == 1;
    }

    /// <summary>For a mail that was not sent after all, and will be tried again.</summary>
    public Task GiveBackAsync(Guid id) => db.Users.Where(user => user.Id == id && user.ResetMails > 0)
        .ExecuteUpdateAsync(
            set => set.SetProperty(user => user.ResetMails, user => user.ResetMails - 1), CancellationToken.None);
}
