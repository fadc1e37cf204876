using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>SQL Server has a transaction of its own kind; there is no server to ask, but it needs none to be looked at.</summary>
public sealed class SqlServerTransactionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Server=none", true)]
    [InlineData("Server=none;MultipleActiveResultSets=true", false)]
    public async Task E15_SqlServers_own_transaction_is_kept_inside(string connectionString, bool supportsSavepoints)
    {
        await using var services = new ServiceCollection().AddLogging().AddModelSignals<BooksContext>()
            .AddDbContext<BooksContext>((provider, options) => options.AllowManyServices().UseSqlServer(connectionString)
                .ConfigureWarnings(warnings => warnings.Ignore(SqlServerEventId.SavepointsDisabledBecauseOfMARS))
                .UseModelSignals(provider))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BooksContext>();
        var connection = context.GetService<IRelationalConnection>();
        using var local = new LocalTransaction(connection.DbConnection);
        var logger = context.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Transaction>>();

        await using var transaction = context.GetService<IRelationalTransactionFactory>()
            .Create(connection, local, Guid.Empty, logger, transactionOwned: true);

        Assert.Equal(supportsSavepoints, transaction.SupportsSavepoints);
        // Its release sends nothing to the server, which is not there.
        transaction.ReleaseSavepoint("s");
        await transaction.ReleaseSavepointAsync("s", Cancel);
        Assert.Same(local, transaction.GetDbTransaction());

        await transaction.CommitAsync(Cancel);
        Assert.Equal(1, local.Commits);
    }

    private sealed class LocalTransaction(DbConnection connection) : DbTransaction
    {
        public int Commits { get; private set; }

        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => Commits++;

        public override void Rollback()
        {
        }
    }
}
