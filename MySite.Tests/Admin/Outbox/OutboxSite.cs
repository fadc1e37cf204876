using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Signals.Outbox;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>A base for tests of the outbox's pages: nobody delivers but the test.</summary>
public abstract class OutboxSite(DatabaseServer server) : ListSite(server)
{
    protected const string Outbox = "/admin/outbox/";

    protected const string Secret = "ada@example.org";

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxDispatcher))));

    /// <summary>Stores a delivery as a sender does.</summary>
    private protected async Task<Guid> AddAsync(string receiver, Action<OutboxMessage>? change = null)
    {
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(Now),
            Signal = "user_created",
            Receiver = receiver,
            Payload = $$"""{"Email":"{{Secret}}"}""",
            CreatedAt = Now,
            DueAt = Now,
        };
        change?.Invoke(message);
        await InScopeAsync(async db =>
        {
            db.Add(message);
            return await db.SaveChangesAsync(Cancel);
        });
        return message.Id;
    }

    private protected Task<Guid> AddDeadAsync(string receiver, string error = "It broke.") => AddAsync(
        receiver, message => (message.DeadAt, message.Attempts, message.Error) = (Now, 500, error));

    /// <summary>What a server does that looks for work.</summary>
    private protected async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int count = 1)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
            .ClaimAsync(count, Now, Now + TimeSpan.FromMinutes(5), Cancel);
    }

    private protected Task<OutboxMessage?> RowAsync(Guid id) => InScopeAsync(db =>
        db.Set<OutboxMessage>().SingleOrDefaultAsync(message => message.Id == id, Cancel));

    private protected Task<List<LogEntry>> LogAsync() => InScopeAsync(db =>
        db.Set<LogEntry>().Where(entry => entry.Model == "outbox.delivery").OrderBy(entry => entry.Id).ToListAsync(Cancel));
}
