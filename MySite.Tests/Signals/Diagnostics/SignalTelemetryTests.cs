using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

/// <summary>What a tracer and a meter hear of a monitored hub.</summary>
public sealed class SignalTelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Instrument, double Seconds, string Tags)> _measurements = new();
    private readonly ConcurrentBag<Instrument> _instruments = [];
    private readonly FakeTimeProvider _clock = new();
    private readonly Activity _root = new Activity("test").Start();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meter = new();
    private readonly string _signal = $"ping-{Path.GetRandomFileName()}";

    public SignalTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SignalTelemetry.Name,
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
            if (instrument.Meter.Name != SignalTelemetry.Name)
                return;
            _instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            var text = string.Join(' ', tags.ToArray().Where(tag => tag.Value is not null).Select(tag => $"{tag.Value}"));
            if (text.StartsWith(_signal, StringComparison.Ordinal))
                _measurements.Enqueue((instrument.Name, seconds, text[_signal.Length..].Trim()));
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
    public async Task A_send_and_each_receiver_are_spans_of_which_the_receivers_stand_below_the_send()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Ping>(_signal);
        test.Hub.On(signal).WithKey("slow").Call(async (_, _) => await Task.Yield());
        test.Hub.On(signal).WithKey("quick").Call(_ => { });

        await test.SendAsync(signal);

        var send = Assert.Single(_spans, span => span.DisplayName == $"send {_signal}");
        var calls = _spans.Where(span => span.DisplayName == $"receive {_signal}").ToArray();
        Assert.Equal(2, calls.Length);
        Assert.All(calls, call => Assert.Equal(send.SpanId, call.ParentSpanId));
        Assert.Equal(_root.SpanId, send.ParentSpanId);
        Assert.Same(_root, Activity.Current);
    }

    [Fact]
    public async Task Below_a_span_that_is_there_for_its_trace_id_alone_there_is_none()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Ping>(_signal);
        test.Hub.On(signal).Call(_ => { });

        _root.IsAllDataRequested = false;
        await test.SendAsync(signal);
        Assert.Empty(_spans);

        _root.IsAllDataRequested = true;
        await test.SendAsync(signal);
        Assert.Equal(2, _spans.Count);
        Assert.Equal(4, _measurements.Count);
    }

    [Fact]
    public async Task A_failure_is_the_status_of_its_spans_by_its_type_alone()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Ping>(_signal);
        test.Hub.On(signal).Call(_ => throw new InvalidOperationException("ada@example.org"));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.SendAsync(signal));

        Assert.Equal(2, _spans.Count);
        Assert.All(_spans, span =>
        {
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
            Assert.DoesNotContain(span.Tags, tag => tag.Value?.Contains("ada", StringComparison.Ordinal) == true);
            Assert.Null(span.StatusDescription);
        });
        Assert.Same(_root, Activity.Current);
    }

    [Fact]
    public async Task A_robust_send_with_a_receiver_that_failed_is_marked()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Ping>(_signal);
        test.Hub.On(signal).Call(_ => throw new InvalidOperationException());
        test.Hub.On(signal).Call(_ => { });

        await test.Hub.SendRobustAsync(signal, new Ping(), cancellationToken: TestContext.Current.CancellationToken);

        var send = Assert.Single(_spans, span => span.DisplayName == $"send {_signal}");
        Assert.Equal(ActivityStatusCode.Error, send.Status);
        Assert.Equal("System.InvalidOperationException", send.GetTagItem("error.type"));
        Assert.Equal(2, _spans.Count(span => span.Status == ActivityStatusCode.Error));
        Assert.Equal(ActivityStatusCode.Unset, _root.Status);
    }

    [Fact]
    public void What_takes_microseconds_and_what_takes_seconds_lie_in_buckets_of_their_own()
    {
        RuntimeHelpers.RunClassConstructor(typeof(SignalTelemetry).TypeHandle);

        var histograms = _instruments.OfType<Histogram<double>>().ToArray();

        Assert.Equal(
            ["mysite.signal.receiver.duration", "mysite.signal.send.duration"],
            histograms.Select(histogram => histogram.Name).Order());
        Assert.All(histograms, histogram =>
        {
            Assert.Equal("s", histogram.Unit);
            var bounds = histogram.Advice!.HistogramBucketBoundaries!;
            double[] times = [2e-6, 2e-5, 2e-4, 2e-3, 0.2, 2];
            Assert.Equal(times.Length, times.Select(time => bounds.Count(bound => bound < time)).Distinct().Count());
        });
    }

    [Fact]
    public async Task Durations_are_measured_in_seconds_with_what_went_wrong()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Ping>(_signal);
        test.Hub.On(signal).Call(Slow);
        test.Hub.On(signal).Call(Bad);

        await test.Hub.SendRobustAsync(
            signal, new Ping(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("mysite.signal.receiver.duration", 2.0, "SignalTelemetryTests.Slow inline"),
                ("mysite.signal.receiver.duration", 0.0, "SignalTelemetryTests.Bad inline System.InvalidOperationException"),
                ("mysite.signal.send.duration", 2.0, "System.InvalidOperationException"),
            ],
            _measurements);

        void Slow(Ping ping) => _clock.Advance(TimeSpan.FromSeconds(2));

        void Bad(Ping ping) => throw new InvalidOperationException();
    }
}
