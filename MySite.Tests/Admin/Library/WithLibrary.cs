using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Admin.OwnModel;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

/// <summary>The site's model, and novels with their writers.</summary>
internal sealed class WithLibrary(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public static SiteFactory Add(SiteFactory site) => site.With(services =>
    {
        services.ConfigureDbContext<SqliteSiteDbContext>(options => options
            .ReplaceService<IModelCustomizer, WithLibrary>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
        services.AddModelAdmin<NovelAdmin>().AddModelAdmin<WriterAdmin>();
    });

    public static Task<int> CreateTablesAsync(SiteDbContext db) => db.CreateTablesAsync("Writers", "Novels", "Editions");

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        modelBuilder.Entity<Writer>().ToTable("Writers").Property(writer => writer.Name).HasMaxLength(80);
        modelBuilder.Entity<Novel>(novel =>
        {
            novel.ToTable("Novels");
            novel.Property(each => each.Title).HasMaxLength(80);
            novel.Property(each => each.Slug).HasMaxLength(20);
            novel.HasMany(each => each.Editions).WithOne(edition => edition.Novel);
        });
        modelBuilder.Entity<Edition>().ToTable("Editions");
    }
}
