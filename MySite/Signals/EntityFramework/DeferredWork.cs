namespace MySite.Signals.EntityFramework;

/// <summary>
/// The transaction that the receivers of one save see, unless the caller has one: what they defer waits for the statements
/// to succeed, and for the receivers after them.
/// </summary>
internal sealed class DeferredWork : ISignalTransaction
{
    private readonly List<Func<IServiceProvider, ValueTask>> _works = [];

    public bool IsOpen => true;

    public void OnCommit(Func<IServiceProvider, ValueTask> work) => _works.Add(work);

    public ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default) =>
        new(new TransactionPart(null));

    public void MoveTo(ISignalTransaction other)
    {
        _works.ForEach(other.OnCommit);
        _works.Clear();
    }

    public Task RunAsync(CommittedWork committed) => committed.RunAsync(_works);
}
