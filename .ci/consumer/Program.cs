using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;

var services = new ServiceCollection();
services.AddLogging().AddModelSignals<NotesContext>().AddReceivers(hub =>
{
    hub.On(ModelSignals.PostSave<Note>()).Call(save => Console.WriteLine($"saved {save.Entity.Text}"));
    hub.On(ModelSignals.PostSave<Note>()).AfterCommit<PrintCommitted>();
});
services.AddDbContext<NotesContext>((scope, options) => options.UseSqlite("Data Source=notes.db").UseModelSignals(scope));

await using var provider = services.BuildServiceProvider();
await using var scope = provider.CreateAsyncScope();
var notes = scope.ServiceProvider.GetRequiredService<NotesContext>();
await notes.Database.EnsureCreatedAsync();

foreach (var (text, commits) in new[] { ("milk", true), ("bread", false) })
{
    await using var transaction = await notes.Database.BeginTransactionAsync();
    notes.Add(new Note { Text = text });
    await notes.SaveChangesAsync();
    await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
}

internal sealed class Note
{
    public int Id { get; set; }

    public required string Text { get; set; }
}

internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

internal sealed class PrintCommitted : IReceiver<PostSave<Note>>
{
    public ValueTask ReceiveAsync(PostSave<Note> payload, CancellationToken cancellationToken)
    {
        Console.WriteLine($"committed {payload.Entity.Id}: {payload.Entity.Text}");
        return default;
    }
}
