using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Http;
using MySite.Signals.Testing;
using MySite.Tests.Signals.Diagnostics;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Samples;

/// <summary>What the samples of the library's README do when they run.</summary>
public sealed class SampleTests
{
    private static readonly OrderPaid Large = new(7, 1000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_reaches_the_receivers_of_every_phase_of_a_commit()
    {
        await using var shop = await SampleShop.OpenAsync();
        var order = await shop.OrderAsync("Tea");

        await shop.PayAsync(order, 12.50m);

        Assert.Equal("Tea (paid)", await shop.ItemAsync(order));
        Assert.Contains($"counted {order}", shop.Board.Lines);
        Assert.DoesNotContain($"released {order}", shop.Board.Lines);
        await Eventually.IsTrueAsync(() => Task.FromResult(shop.Postbox.Letters.Contains($"Order {order} is paid.")));
    }

    [Fact]
    public async Task A_payment_that_fails_reaches_the_receivers_of_a_rollback_alone()
    {
        await using var shop = await SampleShop.OpenAsync();
        var order = await shop.OrderAsync("Tea");
        shop.Hub.On(PaymentSignals.OrderPaid).WithPriority(-1).Call(_ => throw new TimeoutException("The bank is closed."));

        await Assert.ThrowsAsync<TimeoutException>(() => shop.PayAsync(order, 12.50m));

        Assert.Equal("Tea", await shop.ItemAsync(order));
        Assert.Equal([$"released {order}"], shop.Board.Lines);
    }

    [Fact]
    public async Task A_robust_send_tells_who_failed_and_why()
    {
        await using var shop = await SampleShop.OpenAsync();
        shop.Hub.On(PaymentSignals.OrderPaid).Call<Jammed>();
        var order = await shop.OrderAsync("Tea");

        Assert.Equal(["Jammed: Out of paper."], await shop.PayAnywayAsync(order));
        Assert.Equal("Tea (paid)", await shop.ItemAsync(order));
    }

    [Fact]
    public async Task An_order_without_an_item_is_refused_and_one_with_it_gets_its_label()
    {
        await using var shop = await SampleShop.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => shop.OrderAsync(" "));
        var order = await shop.OrderAsync("Tea");
        await shop.PayAsync(order, 1);

        Assert.Contains("Item: Tea -> Tea (paid)", shop.Board.Lines);
        await Eventually.IsTrueAsync(() => Task.FromResult(shop.Postbox.Letters.Count == 2));
        Assert.Contains($"Parcel for order {order}.", shop.Postbox.Letters);
    }

    [Fact]
    public async Task Connections_choose_whom_what_when_and_how_often_they_hear()
    {
        await using var test = new TestHub();
        var board = new Board();
        using (Control.Connect(test.Hub, board))
            await SendTwiceAsync(test);

        Assert.Equal(
            ["first 7", "large 7", "once 7", "paid 7", "audit 1000", "first 7", "paid 7", "large 7", "paid 7", "audit 1000"],
            board.Lines);
        Assert.Equal(5, test.Hub.Connections.Count);
        GC.KeepAlive(board);
    }

    [Fact]
    public async Task A_scope_mutes_and_the_list_of_connections_can_be_printed()
    {
        await using var test = new TestHub();
        var board = new Board();
        test.Hub.On(PaymentSignals.OrderPaid).When(paid => paid.Amount > 1).Call(board.Show);
        using var output = new StringWriter();

        await Control.ImportAsync(test.Hub, Large, Cancel);
        Control.Print(test.Hub, output);

        Assert.Equal(["paid 7"], board.Lines);
        Assert.Equal("order_paid | Inline | Board.Show | paid => paid.Amount > 1", output.ToString().Trim());
    }

    [Fact]
    public async Task A_recorder_hears_what_a_test_asks_for()
    {
        await using var shop = await SampleShop.OpenAsync();
        var order = await shop.OrderAsync("Tea");

        using var recorder = new SignalRecorder(shop.Hub)
            .Record(PaymentSignals.OrderPaid)
            .RecordCommitted(ModelSignals.PostSave<Order>())
            .Record(RequestSignals.RequestFinished);

        await shop.PayAsync(order, 12.50m);

        Assert.Equal(12.50m, recorder.Once(PaymentSignals.OrderPaid).Amount);
        Assert.False(recorder.Once(ModelSignals.PostSave<Order>()).Created);
        recorder.Never(RequestSignals.RequestFinished);

        await shop.GetAsync("/");
        Assert.Equal(200, (await recorder.OnceAsync(RequestSignals.RequestFinished, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_monitor_tells_what_was_sent_in_a_piece_of_work_and_counts_it()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var test = WatchedHub.Create(clock);
        test.Hub.On(PaymentSignals.OrderPaid).Call(_ => clock.Advance(TimeSpan.FromSeconds(1)));
        using var output = new StringWriter();

        await Watch.TraceAsync(
            test.Monitor(), () => test.Hub.SendAsync(PaymentSignals.OrderPaid, Large, null, Cancel).AsTask(), output);

        Assert.Matches(
            @"^00:00:00 order_paid Done 00:00:01\r?\norder_paid: 1 sent, 0 unheard, p99 00:00:0[01](\.\d+)?\r?\n$", $"{output}");
        Assert.Equal(("import", "done"), (test.Monitor().Traces[0].Kind, test.Monitor().Traces[0].Result));
    }

    private static async Task SendTwiceAsync(TestHub test)
    {
        await test.Hub.SendAsync(PaymentSignals.OrderPaid, Large, cancellationToken: Cancel);
        await test.Hub.SendAsync(PaymentSignals.OrderPaid, Large, typeof(Till), Cancel);
    }

    private sealed class Jammed : IReceiver<OrderPaid>
    {
        public ValueTask ReceiveAsync(OrderPaid payload, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Out of paper.");
    }
}
