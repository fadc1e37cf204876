using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Diagnostics;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Diagnostics;

/// <summary>How the trace tells what a transaction made of a send.</summary>
public abstract class TransactionTraceTests(DatabaseServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_commit_keeps_runs_after_it_and_what_waits_for_a_rollback_does_not()
    {
        await using var library = await OpenAsync();

        var trace = await TraceAsync(library, commit: true);

        Assert.Equal(
            "pre_save · Author Unheard, post_save · Author Done (inline Done, commit Done, rollback Skipped [committed])",
            trace.Tell());
    }

    [Fact]
    public async Task What_was_rolled_back_is_marked_as_such()
    {
        await using var library = await OpenAsync();

        var trace = await TraceAsync(library, commit: false);

        Assert.Equal(
            "pre_save · Author undone Unheard, " +
            "post_save · Author undone Done (inline Done, commit undone Waiting, rollback Done)",
            trace.Tell());
    }

    [Fact]
    public async Task A_save_that_fails_has_undone_what_came_before()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Author>()).WithKey("before").Call(_ => { });
        library.Context.Add(new Author { Name = null! });

        var trace = await Monitor(library).TraceAsync(async () =>
            await Assert.ThrowsAsync<DbUpdateException>(library.SaveAsync));

        Assert.Equal("pre_save · Author undone Done (before Done)", trace.Tell());
    }

    [Fact]
    public async Task What_nobody_hears_before_a_save_is_noted_whether_others_hear_something_before_or_not()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreDelete<Author>()).WithKey("before").Call(_ => { });
        library.Context.Add(new Author { Name = "Ann" });

        var trace = await Monitor(library).TraceAsync(library.SaveAsync);

        Assert.Equal(
            "pre_save · Author Unheard, post_save · Author Done (inline Done, commit Done, rollback Skipped [committed])",
            trace.Tell());
        Assert.Equal(
            [("post_save · Author", 1L, 0L), ("pre_save · Author", 0L, 1L)],
            Monitor(library).Signals.Select(one => ($"{one.Signal}", one.Sent, one.Unheard)).Order());
    }

    private static SignalMonitor Monitor(Library library) => library.Root.GetRequiredService<SignalMonitor>();

    private static Task<SignalTrace> TraceAsync(Library library, bool commit) => Monitor(library).TraceAsync(async () =>
    {
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        library.Context.Add(new Author { Name = "Ann" });
        await library.SaveAsync();
        if (commit)
            await transaction.CommitAsync(Cancel);
    });

    private async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(server, new LibrarySetup
        {
            Services = services => services.AddSingleton(TimeProvider.System).AddMonitor(),
        });
        var saved = ModelSignals.PostSave<Author>();
        library.Hub.On(saved).WithKey("inline").Call(_ => { });
        library.Hub.On(saved).WithKey("commit").AfterCommit((_, _) => default);
        library.Hub.On(saved).WithKey("rollback").AfterRollback((_, _) => default);
        return library;
    }
}

public sealed class TransactionTraceTestsOnSqlite() : TransactionTraceTests(DatabaseServer.Sqlite);

public sealed class TransactionTraceTestsOnPostgreSql() : TransactionTraceTests(DatabaseServer.PostgreSql);
