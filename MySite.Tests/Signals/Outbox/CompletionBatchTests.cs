using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Outbox;

public sealed class CompletionBatchTests
{
    private readonly List<int> _writes = [];
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task What_ends_while_a_success_is_written_is_written_together_once_for_each_claim()
    {
        var batch = new CompletionBatch(async messages =>
        {
            _writes.Add(messages.Count);
            await _gate.Task;
            return [.. messages.Where(message => message.Receiver != "lost").Select(message => message.Id)];
        });
        var (one, two) = (Guid.Parse("00000000-0000-0000-0000-000000000001"), Guid.Parse("00000000-0000-0000-0000-000000000002"));

        Task<bool>[] results =
        [
            batch.AddAsync(Message(1, one)), batch.AddAsync(Message(2, one)), batch.AddAsync(Message(3, one, "lost")),
            batch.AddAsync(Message(4, two)),
        ];
        _gate.SetResult();

        var held = await Task.WhenAll(results);
        Assert.Equal([true, true, false, true], held);
        Assert.Equal([1, 2, 1], _writes);
    }

    [Fact]
    public async Task An_error_reaches_those_it_is_about_and_the_next_ones_are_written_again()
    {
        var fails = true;
        var batch = new CompletionBatch(messages => fails
            ? throw new InvalidOperationException("down")
            : Task.FromResult<IReadOnlyCollection<Guid>>([.. messages.Select(message => message.Id)]));

        await Assert.ThrowsAsync<InvalidOperationException>(() => batch.AddAsync(Message(1, Guid.Empty)));
        fails = false;

        Assert.True(await batch.AddAsync(Message(1, Guid.Empty)));
    }

    private static OutboxMessage Message(int id, Guid token, string receiver = "Ship") => new()
    {
        Id = Guid.Parse($"00000000-0000-0000-0001-{id:D12}"),
        Signal = "order_placed",
        Receiver = receiver,
        Payload = "{}",
        LeaseToken = token,
    };
}
