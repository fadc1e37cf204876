using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Accounts;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.IsActive).HasDefaultValue(true).ValueGeneratedNever();
        user.Property(u => u.TimeZone).HasMaxLength(KnownZones.MaxLength);
        // Identity writes every column, and these are counted in the database while others save the user.
        user.Property(u => u.ResetMails).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        user.Property(u => u.ResetMailsSince).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);

        // Identity's validator looks before it inserts; between the two only an index keeps addresses unique.
        user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
