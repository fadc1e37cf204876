using Microsoft.EntityFrameworkCore;

namespace MySite.Tests.Signals.EntityFramework.Books;

/// <summary>A small model with one of everything that signals have to do with.</summary>
internal sealed class BooksContext(DbContextOptions<BooksContext> options) : DbContext(options)
{
    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<Tag> Tags => Set<Tag>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Author>(author =>
        {
            author.Property(row => row.Version).IsConcurrencyToken();
            author.OwnsOne(row => row.Address, address => address.OwnsOne(owned => owned.Position));
            author.OwnsMany(row => row.Phones, phone => phone.HasKey(owned => owned.Id));
            author.ComplexProperty(row => row.Taste, taste => taste.ComplexProperty(inner => inner.Sound));
            author.ComplexProperty(row => row.Distaste, taste => taste.ComplexProperty(inner => inner.Sound));
            author.ComplexCollection(row => row.Remarks, remark => remark.ToJson());
            author.HasMany(row => row.Follows).WithMany(row => row.Followers);
        });
        modelBuilder.Entity<Editor>();
        modelBuilder.Entity<Article>(article =>
        {
            article.HasOne(row => row.Author).WithMany(row => row.Articles);
            article.HasOne(row => row.Reviewer).WithMany().OnDelete(DeleteBehavior.ClientSetNull);
            article.HasMany(row => row.Tags).WithMany(row => row.Articles);
            article.HasMany(row => row.Shelves).WithMany(row => row.Articles).UsingEntity<Standing>();
            article.HasMany(row => row.Places).WithMany();
        });
        modelBuilder.Entity<Place>().HasKey(place => new { place.Country, place.City });
        modelBuilder.Entity<Column>();
        modelBuilder.Entity<Article>().HasMany(row => row.Keywords).WithMany(row => row.KeywordOf)
            .UsingEntity("ArticleKeyword");
        modelBuilder.Entity<Comment>(comment =>
        {
            comment.HasOne<Article>().WithMany().HasForeignKey(row => row.ArticleId);
            comment.HasQueryFilter(row => !row.Hidden);
        });
        modelBuilder.Entity<Street>().HasOne<Place>().WithMany().HasForeignKey(row => new { row.Country, row.City });
        modelBuilder.Entity<Headline>().HasNoKey().ToView("Headlines");
    }
}
