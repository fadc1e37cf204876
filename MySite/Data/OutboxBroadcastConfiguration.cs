using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MySite.Signals.Outbox;

namespace MySite.Data;

internal sealed class OutboxBroadcastConfiguration : IEntityTypeConfiguration<OutboxBroadcast>
{
    public void Configure(EntityTypeBuilder<OutboxBroadcast> broadcast)
    {
        broadcast.ToTable("OutboxBroadcasts");
        broadcast.Property(b => b.Id).ValueGeneratedNever();
        broadcast.Property(b => b.Signal).HasMaxLength(OutboxMessageConfiguration.NameLength);
        broadcast.Property(b => b.Receiver).HasMaxLength(OutboxMessageConfiguration.NameLength);
        broadcast.HasIndex(b => b.CreatedAt);
    }
}
