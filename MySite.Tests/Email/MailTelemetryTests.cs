using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

/// <summary>What a tracer and a meter hear of a mail.</summary>
public sealed class MailTelemetryTests : IDisposable
{
    private readonly Activity _root = new Activity("test").Start();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<Dictionary<string, object?>> _measured = new();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meter = new();

    public MailTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MailSpan.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            // Others run beside this, and are heard too.
            ActivityStopped = span =>
            {
                if (span.TraceId == _root.TraceId)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MailSpan.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (Activity.Current?.TraceId == _root.TraceId)
                _measured.Enqueue(new(tags.ToArray()));
        });
        _meter.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_mail_that_is_taken_is_a_measurement_without_an_error_and_names_the_server_and_not_the_reader()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        await room.SendAsync(EmailRoom.Hello());

        var expected = new Dictionary<string, object?>
        {
            ["network.protocol.name"] = "smtp",
            ["server.address"] = "127.0.0.1",
            ["server.port"] = server.Port,
        };
        Assert.Equal(expected, Assert.Single(_measured));
        var span = Assert.Single(_spans);
        Assert.Equal(expected, span.TagObjects.ToDictionary());
        Assert.Equal(("send mail", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
    }

    [Fact]
    public async Task A_mail_into_the_folder_is_told_too()
    {
        using var room = new EmailRoom();

        await room.SendAsync(EmailRoom.Hello());

        Assert.Empty(Assert.Single(_measured));
        Assert.Equal(ActivityStatusCode.Unset, Assert.Single(_spans).Status);
    }

    [Fact]
    public async Task A_refused_mail_has_the_servers_code_for_an_error()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);
        server.Refusal = (452, "the disk is full");

        await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Equal("452", Assert.Single(_measured)["error.type"]);
        var span = Assert.Single(_spans);
        Assert.Equal(("452", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status));
        Assert.Null(span.StatusDescription);
    }

    [Fact]
    public async Task A_mail_that_takes_too_long_has_a_timeout_for_an_error()
    {
        using var server = new SilentServer();
        using var room = EmailRoom.SendingTo(server.Port);

        var sending = room.SendAsync(EmailRoom.Hello());
        using var connection = await server.AcceptAsync();
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<MailNotSentException>(() => sending);

        Assert.Equal("timeout", Assert.Single(_measured)["error.type"]);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_spans).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_that_the_caller_gives_up_is_neither_a_success_nor_a_failure(bool overSmtp)
    {
        using var server = new SilentServer();
        using var room = overSmtp ? EmailRoom.SendingTo(server.Port) : new EmailRoom();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => room.Sender.SendAsync(EmailRoom.Hello(), new CancellationToken(canceled: true)));

        Assert.EndsWith("CanceledException", $"{Assert.Single(_measured)["error.type"]}", StringComparison.Ordinal);
        var span = Assert.Single(_spans);
        Assert.EndsWith("CanceledException", $"{span.GetTagItem("error.type")}", StringComparison.Ordinal);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }
}
