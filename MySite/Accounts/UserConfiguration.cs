using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Accounts;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.IsActive).HasDefaultValue(true).ValueGeneratedNever();
        user.Property(u => u.TimeZone).HasMaxLength(KnownZones.MaxLength);

        // Identity's validator looks before it inserts; between the two only an index keeps addresses unique.
        user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
