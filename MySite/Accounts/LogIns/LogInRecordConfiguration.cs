using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Accounts.LogIns;

internal sealed class LogInRecordConfiguration : IEntityTypeConfiguration<LogInRecord>
{
    public void Configure(EntityTypeBuilder<LogInRecord> record)
    {
        record.ToTable("LogIns");
        record.Property(r => r.Method).HasConversion<string>().HasMaxLength(32);
        record.Property(r => r.RemoteAddress).HasMaxLength(LogInRecord.AddressLength);
        record.Property(r => r.UserAgent).HasMaxLength(LogInRecord.BrowserLength);
        // The newest of a user, and the oldest of all.
        record.HasIndex(r => new { r.UserId, r.Time });
        record.HasIndex(r => r.Time);
    }
}
