using BenchmarkDotNet.Attributes;
using MySite.Benchmarks.Saves;
using MySite.Signals.EntityFramework;

namespace MySite.Benchmarks;

/// <summary>
/// What model signals add to a save of one entity: where the database takes next to no time, and where it writes a file (in
/// WAL mode, as EF Core makes it).
/// </summary>
public class SaveBenchmarks
{
    private readonly List<SavingContext> _contexts = [];
    private SavingContext _bare = null!;
    private SavingContext _nobody = null!;
    private SavingContext _one = null!;

    [Params(false, true)]
    public bool InFile { get; set; }

    public int Heard { get; private set; }

    [GlobalSetup]
    public void Open()
    {
        _contexts.Add(_bare = new SavingContext(InFile, signals: false));
        _contexts.Add(_nobody = new SavingContext(InFile, signals: true));
        _contexts.Add(_one = new SavingContext(
            InFile, signals: true, hub => hub.On(ModelSignals.PostSave<Note>()).Call(change => Heard += change.Changes.Count)));
    }

    [GlobalCleanup]
    public void Close() => _contexts.ForEach(context => context.Close());

    [Benchmark(Baseline = true, Description = "save, bare")]
    public Task<int> SaveBare() => _bare.SaveAsync();

    [Benchmark(Description = "save, signals on, nobody hears")]
    public Task<int> SaveWithNobody() => _nobody.SaveAsync();

    [Benchmark(Description = "save, one receiver of post_save")]
    public Task<int> SaveWithOne() => _one.SaveAsync();
}
