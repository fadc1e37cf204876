using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Benchmarks.Saves;

/// <summary>A context on a database with one row, in memory or in a file, with or without model signals.</summary>
internal sealed class SavingContext
{
    private readonly Action _close;
    private readonly NotesContext _db;
    private readonly Note _note = new() { Text = "A note." };

    public SavingContext(bool inFile, bool signals, Action<ISignalHub>? connect = null)
    {
        var folder = inFile ? Directory.CreateTempSubdirectory("saves") : null;
        var connection = new SqliteConnection($"Data Source={(folder is null ? ":memory:" : Path.Join(folder.FullName, "notes.db"))}");
        connection.Open();
        var services = new ServiceCollection().AddLogging();
        if (signals)
            services.AddModelSignals<NotesContext>();
        services.AddDbContext<NotesContext>((provider, options) =>
        {
            options.UseSqlite(connection);
            if (signals)
                options.UseModelSignals(provider);
        });
        var root = services.BuildServiceProvider();
        if (signals)
            connect?.Invoke(root.GetRequiredService<ISignalHub>());

        _db = root.CreateScope().ServiceProvider.GetRequiredService<NotesContext>();
        _db.Database.EnsureCreated();
        _db.Add(_note);
        _db.SaveChanges();
        _close = () =>
        {
            root.Dispose();
            connection.Dispose();
            SqliteConnection.ClearAllPools();
            folder?.Delete(recursive: true);
        };
    }

    /// <summary>Updates the row.</summary>
    public Task<int> SaveAsync()
    {
        _note.Number++;
        return _db.SaveChangesAsync();
    }

    public void Close() => _close();
}
