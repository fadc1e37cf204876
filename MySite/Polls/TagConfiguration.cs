using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MySite.Polls;

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.ToTable("Tags");
        tag.Property(t => t.Name).HasMaxLength(Tag.NameLength);
        tag.Property(t => t.Version).IsConcurrencyToken();
        tag.HasIndex(t => t.Name).IsUnique();
    }
}
