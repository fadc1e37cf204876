using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Tests.Admin.OwnModel;

/// <summary>The site's model, and books.</summary>
internal sealed class WithBooks(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        modelBuilder.Entity<Book>(book =>
        {
            book.ToTable("Books");
            book.Property(each => each.Title).HasMaxLength(80);
        });
    }
}
