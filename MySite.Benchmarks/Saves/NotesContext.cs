using Microsoft.EntityFrameworkCore;

namespace MySite.Benchmarks.Saves;

public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}
