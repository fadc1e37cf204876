using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Savepoints where the database does not forget one that is released (SQL Server).</summary>
public sealed class TransactionWorkTests
{
    [Fact]
    public async Task E16_A_savepoint_that_was_released_is_still_known_where_the_database_rolls_back_to_it()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var runner = library.Root.GetRequiredService<SignalHub>().Committed;
        var work = new TransactionWork();
        void Add(string name) => work.Add(
            runner,
            _ =>
            {
                library.Calls.Add(name);
                return default;
            },
            Ending.Commit);

        Add("1");
        work.CreateSavepoint("s");
        Add("2");
        work.ReleaseSavepoint("s");
        Add("3");
        work.RollBackToSavepoint("s");
        Add("4");
        await work.EndAsync(committed: true);

        Assert.Equal(["1", "4"], library.Calls);
    }
}
