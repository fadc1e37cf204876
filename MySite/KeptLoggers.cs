using System.Collections.Concurrent;

namespace MySite;

/// <summary>
/// One logger for each category. Serilog's own factory makes one each time it is asked, and each request asks for some: those
/// who log it in, and the head and body of its page.
/// </summary>
internal sealed class KeptLoggers(ILoggerFactory factory) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, serilog) => serilog.CreateLogger(name), factory);

    public void AddProvider(ILoggerProvider provider) => factory.AddProvider(provider);

    public void Dispose() => factory.Dispose();
}
