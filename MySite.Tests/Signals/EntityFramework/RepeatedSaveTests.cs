using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Saves that EF's execution strategy repeats because the database was out of reach for a moment.</summary>
public sealed class RepeatedSaveTests : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_save_that_is_repeated_is_announced_once(int rows)
    {
        var outage = new Outage { Lasts = true };
        await using var library = await OpenAsync(outage);
        for (var i = 0; i < rows; i++)
            library.Context.Add(new Author { Name = $"{i}" });

        await library.SaveAsync();

        Assert.False(outage.Lasts);
        Assert.Equal(rows, library.Calls.Count(call => call == "pre"));
        Assert.Equal(rows, library.Calls.Count(call => call == "post"));
        Assert.Equal(rows, library.Calls.Count(call => call == "committed"));
        Assert.Equal(rows, (await library.NamesAsync()).Length);
    }

    [Fact]
    public async Task A_unit_of_work_that_is_repeated_commits_only_what_the_last_attempt_deferred()
    {
        var outage = new Outage();
        await using var library = await OpenAsync(outage);
        var attempts = 0;

        await library.Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            library.Context.ChangeTracker.Clear();
            await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
            library.Context.Add(new Author { Name = "Ann" });
            await library.SaveAsync();
            outage.Lasts = attempts++ == 0;
            library.Context.Add(new Tag { Name = "t" });
            await library.SaveAsync();
            await transaction.CommitAsync(Cancel);
        });

        Assert.Equal(2, attempts);
        Assert.Equal(["pre", "post", "pre", "post", "committed"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    private static async Task<Library> OpenAsync(Outage outage)
    {
        var library = await Library.OpenAsync(DatabaseServer.Sqlite, new LibrarySetup
        {
            BeforeSignals = options => options.AddInterceptors(outage)
                .ReplaceService<IExecutionStrategyFactory, PatientStrategyFactory>(),
        });
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(_ => library.Calls.Add("pre"));
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("post"));
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((_, _) =>
        {
            library.Calls.Add("committed");
            return default;
        });
        return library;
    }

    private sealed class Outage : DbCommandInterceptor
    {
        public bool Lasts { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (!Lasts)
                return new(result);
            Lasts = false;
            throw new TimeoutException();
        }
    }

    private sealed class PatientStrategyFactory(ExecutionStrategyDependencies dependencies) : IExecutionStrategyFactory
    {
        public IExecutionStrategy Create() => new PatientStrategy(dependencies);
    }

    private sealed class PatientStrategy(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 1, maxRetryDelay: TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
    }
}
