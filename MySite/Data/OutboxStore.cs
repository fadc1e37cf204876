using MySite.Signals.Outbox;

namespace MySite.Data;

/// <summary>The outbox in the site's database.</summary>
internal sealed class OutboxStore(SiteDbContext db, TimeProvider clock) : EntityOutboxStore<SiteDbContext>(db, clock);
