using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MySite.Signals.Outbox;

namespace MySite.Data;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public const int NameLength = 200;
    public const int ErrorLength = 2000;

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("OutboxMessages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Signal).HasMaxLength(NameLength);
        message.Property(m => m.Receiver).HasMaxLength(NameLength);
        message.Property(m => m.Error).HasMaxLength(ErrorLength);
        message.HasIndex(m => new { m.DoneAt, m.DueAt });
        message.HasIndex(m => m.LeaseToken);
    }
}
