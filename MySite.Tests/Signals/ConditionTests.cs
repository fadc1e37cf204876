namespace MySite.Tests.Signals;

public sealed class ConditionTests
{
    [Fact]
    public async Task A_conditional_receiver_runs_only_for_the_payloads_it_asked_for()
    {
        await using var test = new TestHub();
        List<int> heard = [];
        test.OnPing().When(ping => ping.Number > 1).Call(ping => heard.Add(ping.Number));

        foreach (var number in new[] { 1, 2, 3 })
            await test.SendAsync(TestHub.Ping, number);

        Assert.Equal([2, 3], heard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receiver_that_was_left_out_has_no_result(bool later)
    {
        await using var test = new TestHub();
        if (later)
            test.OnPing().Call(test.NoteLater("first"));
        test.OnPing().When(ping => ping.Number > 0).Call(test.Note("left out"));
        test.OnPing().Call(test.Note("last"));

        var result = await test.SendRobustAsync();

        Assert.True(result.IsOk);
        Assert.Equal(later ? 2 : 1, result.Receivers.Count());
        Assert.DoesNotContain("left out", test.Calls);
    }

    [Fact]
    public async Task A_condition_that_fails_counts_as_its_receiver_failing()
    {
        await using var test = new TestHub();
        test.OnPing().When(ping => 1 / ping.Number > 0).Call(test.Note("never"));
        test.OnPing().Call(test.Note("next"));

        var result = await test.SendRobustAsync();

        Assert.IsType<DivideByZeroException>(result.Receivers.First().Error);
        Assert.Equal(["next"], test.Calls);
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await test.SendAsync());
    }

    [Fact]
    public async Task A_condition_is_asked_during_the_send_also_for_a_receiver_that_runs_after_the_commit()
    {
        await using var test = new TestHub();
        test.OnPing().When(ping => ping.Number > 1).AfterCommit<NoteName>();

        await test.SendAsync();
        Assert.Empty(test.Calls);
        await test.SendAsync(TestHub.Ping, 2);

        Assert.Single(test.Calls);
    }

    [Fact]
    public async Task A_receiver_once_runs_for_one_of_many_sends_at_the_same_time()
    {
        await using var test = new TestHub();
        test.OnPing().Once().Call(test.NoteLater("once"));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await test.SendAsync())));

        Assert.Equal(["once"], test.Calls);
        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task Once_waits_for_its_condition()
    {
        await using var test = new TestHub();
        test.OnPing().When(ping => ping.Number == 2).Once().Call(test.Note("once"));

        foreach (var number in new[] { 1, 2, 2 })
            await test.SendAsync(TestHub.Ping, number);

        Assert.Equal(["once"], test.Calls);
    }

    [Fact]
    public async Task The_same_receiver_on_other_terms_needs_a_key_of_its_own()
    {
        await using var test = new TestHub();
        test.OnPing().When(ping => ping.Number > 1).Call<NoteName>();

        var error = Assert.Throws<InvalidOperationException>(() => test.OnPing().Call<NoteName>());

        Assert.Contains("WithKey", error.Message);
        test.OnPing().WithKey("always").Call<NoteName>();
        await test.SendAsync();
        Assert.Single(test.Calls);
    }
}
