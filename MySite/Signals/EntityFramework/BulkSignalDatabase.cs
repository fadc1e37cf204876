using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.EntityFramework;

/// <summary>Where EF Core compiles queries: those that change rows get the sending of bulk_changed compiled in.</summary>
/// <remarks>
/// EF keeps what this returns, so a query that runs again, or that was compiled ahead, still knows its entity type. A command
/// interceptor would not know it, and would cost every other command something.
/// </remarks>
internal sealed class BulkSignalDatabase(
    DatabaseDependencies dependencies, RelationalDatabaseDependencies relationalDependencies)
    : RelationalDatabase(dependencies, relationalDependencies)
{
    public override Func<QueryContext, TResult> CompileQuery<TResult>(Expression query, bool async)
    {
        var execute = base.CompileQuery<TResult>(query, async);
        if (BulkStatementReader.Read(query) is not { } statement)
            return execute;
        if (execute is Func<QueryContext, int> executeNow)
            return (Func<QueryContext, TResult>)(object)Now(executeNow, statement);
        if (execute is Func<QueryContext, Task<int>> executeAsync)
            return (Func<QueryContext, TResult>)(object)Async(executeAsync, statement);
        return execute;
    }

    private static Func<QueryContext, int> Now(Func<QueryContext, int> execute, BulkStatement statement) => query =>
    {
        var rows = execute(query);
        // A synchronous call does not wait for a receiver, so this is complete when it returns.
        SignalsOf(query.Context).RaiseAsync(query.Context, statement, rows, synchronous: true).AsTask().GetAwaiter().GetResult();
        return rows;
    };

    private static Func<QueryContext, Task<int>> Async(Func<QueryContext, Task<int>> execute, BulkStatement statement) =>
        async query =>
        {
            var rows = await execute(query).ConfigureAwait(false);
            await SignalsOf(query.Context).RaiseAsync(query.Context, statement, rows, synchronous: false).ConfigureAwait(false);
            return rows;
        };

    private static BulkSignals SignalsOf(DbContext context) => ModelSignalsExtension.Of(context).Bulk;
}
