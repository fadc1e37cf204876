using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Outbox;

/// <summary>The outbox in the shop's own database.</summary>
internal class ShopOutboxStore(ShopContext context, TimeProvider clock) : EntityOutboxStore<ShopContext>(context, clock);
