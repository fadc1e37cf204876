using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MySite.Signals.Outbox;

namespace MySite.Data;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public const int NameLength = 200;
    public const int ErrorLength = 2000;
    public const int TraceParentLength = 55;

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("OutboxMessages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Signal).HasMaxLength(NameLength);
        message.Property(m => m.Receiver).HasMaxLength(NameLength);
        message.Property(m => m.Version).HasDefaultValue(1).ValueGeneratedNever();
        message.Property(m => m.Error).HasMaxLength(ErrorLength);
        message.Property(m => m.TraceParent).HasMaxLength(TraceParentLength).IsUnicode(false);
        // Claims read what is neither done nor dead by its due time; purges read what was done, or dead, before a time.
        message.HasIndex(m => new { m.DoneAt, m.DeadAt, m.DueAt });
        // The oldest of those that are neither: as few rows as wait, however many are done.
        message.HasIndex(m => new { m.DoneAt, m.DeadAt, m.CreatedAt }).HasFilter("\"DoneAt\" IS NULL AND \"DeadAt\" IS NULL");
        // The latest of one receiver.
        message.HasIndex(m => new { m.Receiver, m.Id });
    }
}
