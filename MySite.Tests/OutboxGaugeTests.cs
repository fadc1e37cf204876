using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Diagnostics;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>What a meter hears of the outbox.</summary>
public abstract class OutboxGaugeTests(DatabaseServer server) : SiteTests(server)
{
    private const string Count = "mysite.outbox.delivery.count";
    private const string Age = "mysite.outbox.delivery.oldest_age";
    private const string State = "mysite.outbox.delivery.state";

    private readonly MeterListener _meter = new();
    private readonly List<string> _measured = [];

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
    {
        services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxDispatcher)));
        services.AddHostedService<OutboxGauge>();
    });

    [Fact]
    public async Task It_measures_what_waits_what_is_dead_and_the_age_of_the_oldest_that_is_open()
    {
        Listen();
        await ShowsAsync($"{Count} 0 {{delivery}} dead", $"{Count} 0 {{delivery}} waiting", $"{Age} 0 s");

        await AddAsync(row => row.CreatedAt = Now.AddMinutes(-90));
        await AddAsync(row => (row.CreatedAt, row.Attempts, row.DueAt) = (Now.AddHours(-2), 3, Now.AddHours(6)));
        await AddAsync(row => row.LeasedUntil = Now.AddMinutes(5));
        await AddAsync(row => (row.CreatedAt, row.DeadAt) = (Now.AddDays(-1), Now));
        await AddAsync(row => (row.CreatedAt, row.DoneAt) = (Now.AddDays(-2), Now));

        await ShowsAsync($"{Count} 1 {{delivery}} dead", $"{Count} 3 {{delivery}} waiting", $"{Age} 7215 s");
    }

    [Fact]
    public async Task It_says_nothing_while_the_table_cannot_be_read()
    {
        Listen();
        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(
            "ALTER TABLE \"OutboxMessages\" RENAME TO \"Elsewhere\"", Cancel));
        await ShowsAsync();

        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(
            "ALTER TABLE \"Elsewhere\" RENAME TO \"OutboxMessages\"", Cancel));
        await ShowsAsync($"{Count} 0 {{delivery}} dead", $"{Count} 0 {{delivery}} waiting", $"{Age} 0 s");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _meter.Dispose();
        await base.DisposeAsync();
    }

    // Others run beside this, and are heard too.
    private void Listen()
    {
        var factory = Site.Services.GetRequiredService<IMeterFactory>();
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SignalTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meter.Start();
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var state = tags.Length == 0 ? "" : $" {Assert.Single(tags.ToArray(), tag => tag.Key == State).Value}";
        _measured.Add(FormattableString.Invariant($"{instrument.Name} {value} {instrument.Unit}{state}"));
    }

    private async Task ShowsAsync(params string[] expected)
    {
        Clock.Advance(TimeSpan.FromSeconds(15));
        try
        {
            await Eventually.IsTrueAsync(() => Task.FromResult(Measure().SequenceEqual(expected)));
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(expected, Measure());
        }
    }

    private string[] Measure()
    {
        _measured.Clear();
        _meter.RecordObservableInstruments();
        return [.. _measured.Order(StringComparer.Ordinal)];
    }

    private Task<int> AddAsync(Action<OutboxMessage> change)
    {
        var row = new OutboxMessage
        {
            Id = Guid.CreateVersion7(Now),
            Signal = "user_created",
            Receiver = "R",
            Payload = "{}",
            CreatedAt = Now,
            DueAt = Now,
        };
        change(row);
        return SaveAsync(row);
    }
}

public sealed class OutboxGaugeTestsOnSqlite() : OutboxGaugeTests(DatabaseServer.Sqlite);

public sealed class OutboxGaugeTestsOnPostgreSql() : OutboxGaugeTests(DatabaseServer.PostgreSql);
