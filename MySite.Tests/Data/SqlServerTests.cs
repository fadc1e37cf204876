using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MySite.Accounts.Receivers;
using MySite.Data;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

/// <summary>What can be known about SQL Server without having one.</summary>
public sealed class SqlServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_scripts_for_creating_and_for_migrating_are_free_of_syntax_errors()
    {
        using var db = ProviderContexts.Create("SqlServer");

        Assert.Empty(SqlServerModel.SyntaxErrorsIn(db.Database.GenerateCreateScript()));
        Assert.Empty(SqlServerModel.SyntaxErrorsIn(db.GetService<IMigrator>().GenerateScript()));
        Assert.NotEmpty(SqlServerModel.SyntaxErrorsIn("CREATE TABEL [Questions] ([Id] int)"));
    }

    [Fact]
    public void The_schema_is_consistent()
    {
        using var db = ProviderContexts.Create("SqlServer");
        using var model = SqlServerModel.Load(db);

        Assert.Empty(SqlServerModel.MessagesOf(model));
    }

    [Fact]
    public async Task The_queries_of_the_site_fit_the_schema()
    {
        var recorder = new SqlServerRecorder();
        await using var db = CreateRecorded(recorder);
        var clock = new FakeTimeProvider();
        var polls = new PollQueries();

        await polls.NewestAsync(db, clock.GetUtcNow(), Cancel);
        await polls.NextDueAsync(db, clock.GetUtcNow(), Cancel);
        await polls.FindAsync(db, 1, clock.GetUtcNow(), Cancel);
        await VoteAsync(db, clock);
        await new MySite.Admin.IndexModel(db, new([])).OnGetAsync(Cancel);
        await new DrawAvatar(db).ReceiveAsync(new UserCreated($"{Guid.Empty}", "ada", null), Cancel);
        await new UpdateLastLogin(db, clock).ReceiveAsync(
            new UserLoggedIn($"{Guid.Empty}", "ada", LoginMethod.Password, null, null, null), Cancel);
        await UseAsync(new OutboxStore(db, clock), clock.GetUtcNow());
        await MySite.Admin.Outbox.DeliveryCounts.LoadAsync(db, clock.GetUtcNow(), Cancel);

        using var model = SqlServerModel.Load(db);
        Assert.Equal(39, recorder.Procedures.Count);
        recorder.Procedures.ForEach(model.AddObjects);
        Assert.Empty(SqlServerModel.MessagesOf(model));
    }

    [Theory]
    [InlineData("SELECT [Nothing] FROM [Questions]")]
    [InlineData("SELECT [Id] FROM [Nowhere]")]
    public void A_query_that_does_not_fit_is_noticed(string query)
    {
        using var db = ProviderContexts.Create("SqlServer");
        using var model = SqlServerModel.Load(db);

        model.AddObjects($"CREATE PROCEDURE [wrong] AS BEGIN {query} END");

        Assert.NotEmpty(SqlServerModel.MessagesOf(model));
    }

    [Fact]
    public async Task A_vote_is_one_update_of_the_votes_alone()
    {
        var recorder = new SqlServerRecorder();
        await using var db = CreateRecorded(recorder);
        var clock = new FakeTimeProvider();

        Assert.True(await VoteAsync(db, clock));

        var vote = Assert.Single(recorder.Procedures);
        Assert.Matches(@"SET \[\w+\]\.\[Votes\] = \[\w+\]\.\[Votes\] \+ @number\s+FROM", vote);
    }

    private static async Task<bool> VoteAsync(SiteDbContext db, TimeProvider clock)
    {
        using var groups = new VoteGroups();
        return await new Voting(db, groups, new NoTransaction(), NobodyListens, clock).CastAsync(1, 1);
    }

    private static ISignalSender NobodyListens => new ServiceCollection().AddLogging().AddSignals().BuildServiceProvider()
        .CreateScope().ServiceProvider.GetRequiredService<ISignalSender>();

    private static async Task UseAsync(OutboxStore store, DateTimeOffset now)
    {
        var message = new OutboxMessage { Signal = "user_created", Receiver = "SendWelcomeMail", Payload = "{}", DueAt = now };
        await store.AddAsync(message, Cancel);
        await store.ClaimAsync(2, now, now, Cancel);
        await store.RenewAsync([message, message], now, Cancel);
        await store.CompleteAsync([message, message], now, Cancel);
        await store.FailAsync(message, new DeliveryFailure(1, 0, "The server is away.", now, null), Cancel);
        await store.ReleaseAsync([message], Cancel);
        await store.PurgeAsync(now, now, Cancel);
        await store.CountAsync(10, Cancel);
        await store.ListAsync(10, Cancel);
        await store.RequeueAsync(OutboxSelection.Of(message.Id), now, Cancel);
        await store.RequeueAsync(OutboxSelection.DeadOf("SendWelcomeMail"), now, Cancel);
        await store.DiscardAsync(OutboxSelection.AllDead, now, Cancel);
        await store.AddAsync(new OutboxBroadcast { Signal = "vote_cast", Receiver = "EvictPollList", Payload = "{}" }, Cancel);
        await store.ListAsync(now, Cancel);
        await store.ReadAsync([message.Id], Cancel);
        await store.PurgeAsync(now, Cancel);
    }

    private static SqlServerSiteDbContext CreateRecorded(SqlServerRecorder recorder)
    {
        var options = new DbContextOptionsBuilder<SqlServerSiteDbContext>()
            .UseSqlServer("Server=none")
            .UseApplicationServiceProvider(IdentityModel.Services)
            .AddInterceptors(recorder);
        options.AllowManyServices();
        return new SqlServerSiteDbContext(options.Options);
    }
}
