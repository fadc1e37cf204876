using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>
/// After every test, a host that had nothing to do with it has as many receivers of the four main signals as before (T50).
/// </summary>
public abstract class ModelSignalTests : IDisposable
{
    private static readonly ISignalHub Bystander =
        new ServiceCollection().AddLogging().AddSignals().BuildServiceProvider().GetRequiredService<ISignalHub>();

    private readonly bool[] _heard = Heard();

    public void Dispose()
    {
        Assert.Equal(_heard, Heard());
        GC.SuppressFinalize(this);
    }

    private static bool[] Heard() => [.. Heard<object>(), .. Heard<Author>(), .. Heard<Article>(), .. Heard<Tag>()];

    private static bool[] Heard<TEntity>()
        where TEntity : class =>
    [
        Bystander.HasReceivers(ModelSignals.PreSave<TEntity>(), typeof(TEntity)),
        Bystander.HasReceivers(ModelSignals.PostSave<TEntity>(), typeof(TEntity)),
        Bystander.HasReceivers(ModelSignals.PreDelete<TEntity>(), typeof(TEntity)),
        Bystander.HasReceivers(ModelSignals.PostDelete<TEntity>(), typeof(TEntity)),
        Bystander.Connections.Count > 0,
    ];
}
