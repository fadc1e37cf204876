using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Tests.Admin.Library;

/// <summary>The site's model, and volumes on shelves that cannot go while anything stands on them.</summary>
internal sealed class WithVolumes(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        modelBuilder.Entity<Shelf>(shelf => shelf.ToTable("Shelves").Property(each => each.Name).HasMaxLength(80));
        modelBuilder.Entity<Volume>(volume =>
        {
            volume.ToTable("Volumes");
            volume.Property(each => each.Title).HasMaxLength(80);
            volume.Property(each => each.Code).HasMaxLength(20);
            volume.Property(each => each.Isbn).HasMaxLength(20);
            volume.HasIndex(each => each.Code).IsUnique();
            volume.HasOne(each => each.Shelf).WithMany().HasForeignKey(each => each.ShelfId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
