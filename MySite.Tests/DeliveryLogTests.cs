using MySite.Tests.Accounts;
using MySite.Tests.Support;
using Serilog;
using Serilog.Events;

namespace MySite.Tests;

/// <summary>What is written where nobody waits can be found by its trace id as well, with no tracer anywhere.</summary>
public sealed class DeliveryLogTests() : AccountTests(DatabaseServer.Sqlite)
{
    private readonly LogSink _log = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.AddSerilog(log => log.MinimumLevel.Debug().WriteTo.Sink(_log), preserveStaticLogger: true));

    [Fact]
    public async Task A_mail_that_a_delivery_sends_is_written_with_a_trace_id_of_the_deliverys_own()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        var line = await LineAsync("MySite.Email.PickupMailSender");
        Assert.NotNull(line.TraceId);
        Assert.DoesNotContain(_log.From("MySite.Shared.Receivers.RequestLog"), request => request.TraceId == line.TraceId);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_written_with_it_too()
    {
        Site.With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Port", "9");
        await SignUpAsync(CreateVisitor(), "ada");

        Assert.NotNull((await LineAsync("MySite.Signals.Outbox.OutboxDispatcher")).TraceId);
    }

    private async Task<LogEvent> LineAsync(string source)
    {
        await Eventually.IsTrueAsync(() => Task.FromResult(_log.From(source).Length > 0));
        return _log.From(source)[0];
    }
}
