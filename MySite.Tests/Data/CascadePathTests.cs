using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

public sealed class CascadePathTests
{
    [Fact]
    public void No_deletion_reaches_a_table_of_the_site_on_two_ways()
    {
        using var db = ProviderContexts.Create("SqlServer");

        Assert.Empty(CascadePaths.DoubledIn(db.Model));
    }

    [Fact]
    public void Two_ways_are_found()
    {
        using var db = new Diamond();

        Assert.Equal(["House reaches Key twice"], CascadePaths.DoubledIn(db.Model));
    }

    [Fact]
    public void A_table_that_reaches_itself_is_found()
    {
        using var db = new Tree();

        Assert.Equal(["Node reaches Node twice"], CascadePaths.DoubledIn(db.Model));
    }

    private sealed class Diamond : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            options.UseSqlServer().AllowManyServices();

        protected override void OnModelCreating(ModelBuilder builder)
        {
            builder.Entity<Room>().HasOne<House>().WithMany().HasForeignKey(room => room.HouseId);
            builder.Entity<Key>().HasOne<House>().WithMany().HasForeignKey(key => key.HouseId);
            builder.Entity<Key>().HasOne<Room>().WithMany().HasForeignKey(key => key.RoomId)
                .OnDelete(DeleteBehavior.SetNull);
        }
    }

    private sealed class Tree : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            options.UseSqlServer().AllowManyServices();

        protected override void OnModelCreating(ModelBuilder builder) =>
            builder.Entity<Node>().HasOne<Node>().WithMany().HasForeignKey(node => node.ParentId)
                .OnDelete(DeleteBehavior.Cascade);
    }

    private sealed record House(int Id);

    private sealed record Room(int Id, int HouseId);

    private sealed record Key(int Id, int HouseId, int? RoomId);

    private sealed record Node(int Id, int? ParentId);
}
