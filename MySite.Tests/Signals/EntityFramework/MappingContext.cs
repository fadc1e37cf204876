using Microsoft.EntityFrameworkCore;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>A table for each type of a hierarchy, in both ways, and two entity types in one table.</summary>
internal sealed class MappingContext(DbContextOptions<MappingContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Vehicle>().UseTptMappingStrategy();
        modelBuilder.Entity<Truck>();
        modelBuilder.Entity<Animal>().UseTpcMappingStrategy();
        modelBuilder.Entity<Dog>();
        modelBuilder.Entity<Invoice>(invoice =>
        {
            invoice.ToTable("Invoices");
            invoice.HasOne(row => row.Detail).WithOne().HasForeignKey<InvoiceDetail>(row => row.Id);
            invoice.Navigation(row => row.Detail).IsRequired();
        });
        modelBuilder.Entity<InvoiceDetail>().ToTable("Invoices");
    }

    internal class Vehicle
    {
        public int Id { get; set; }

        public int Wheels { get; set; }
    }

    internal sealed class Truck : Vehicle
    {
        public int Load { get; set; }
    }

    internal abstract class Animal
    {
        public Guid Id { get; set; }

        public int Legs { get; set; }
    }

    internal sealed class Dog : Animal;

    internal sealed class Invoice
    {
        public int Id { get; set; }

        public int Number { get; set; }

        public InvoiceDetail Detail { get; set; } = new();
    }

    internal sealed class InvoiceDetail
    {
        public int Id { get; set; }

        public int Pages { get; set; }
    }
}
