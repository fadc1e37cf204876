using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Admin.History;

internal sealed class LogEntryConfiguration : IEntityTypeConfiguration<LogEntry>
{
    public void Configure(EntityTypeBuilder<LogEntry> entry)
    {
        entry.ToTable("LogEntries");
        entry.Property(e => e.Model).HasMaxLength(LogEntry.ModelLength);
        entry.Property(e => e.ObjectId).HasMaxLength(LogEntry.KeyLength);
        entry.Property(e => e.ObjectText).HasMaxLength(LogEntry.TextLength);
        entry.Property(e => e.ParentModel).HasMaxLength(LogEntry.ModelLength);
        entry.Property(e => e.ParentId).HasMaxLength(LogEntry.KeyLength);
        entry.Property(e => e.ParentText).HasMaxLength(LogEntry.TextLength);
        entry.Property(e => e.UserName).HasMaxLength(LogEntry.UserNameLength);
        entry.Property(e => e.RemoteAddress).HasMaxLength(LogEntry.AddressLength);
        entry.Property(e => e.Source).HasMaxLength(LogEntry.TextLength);
        // The key orders by time within each of them.
        entry.HasIndex(e => new { e.Model, e.ObjectId });
        entry.HasIndex(e => new { e.ParentModel, e.ParentId });
        entry.HasIndex(e => new { e.Model, e.Action });
        entry.HasIndex(e => e.UserId);
        entry.HasIndex(e => e.Operation);
    }
}
