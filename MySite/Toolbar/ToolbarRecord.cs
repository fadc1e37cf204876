using MySite.Signals.Diagnostics;

namespace MySite.Toolbar;

/// <summary>What one request did, as far as its async flow told. Thread-safe.</summary>
internal sealed class ToolbarRecord(HttpContext context, ToolbarLedger ledger, TimeProvider clock)
{
    private const int Most = 500;

    private static readonly AsyncLocal<ToolbarRecord?> Flow = new();

    private readonly long _began = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<SqlCommand> _commands = [];
    private readonly List<LogLine> _lines = [];
    private readonly List<CacheEvent> _cache = [];
    private readonly List<SentMail> _mails = [];

    public static ToolbarRecord? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public ToolbarLedger Ledger => ledger;

    public string Method { get; } = context.Request.Method;

    public string Path { get; } = context.Request.PathBase + context.Request.Path;

    // Their values may be tokens and addresses.
    public string[] QueryNames { get; } = [.. context.Request.Query.Keys];

    public SignalTrace? Trace { get; } = context.Features.Get<SignalTrace>();

    /// <summary>The request whose redirect led here.</summary>
    public ToolbarRecord? Previous { get; init; }

    public string? Route { get; private set; }

    public string? Page { get; private set; }

    public int Status { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    public IReadOnlyList<SqlCommand> Commands => CopyOf(_commands);

    public IReadOnlyList<LogLine> Lines => CopyOf(_lines);

    public IReadOnlyList<CacheEvent> Cache => CopyOf(_cache);

    public IReadOnlyList<SentMail> Mails => CopyOf(_mails);

    public void Note(SqlCommand command) => Add(_commands, command);

    public void Note(LogLine line) => Add(_lines, line);

    public void Note(CacheEvent cached) => Add(_cache, cached);

    public void Note(SentMail mail) => Add(_mails, mail);

    /// <summary>How it stands; the last word counts.</summary>
    public void Measure(HttpContext context)
    {
        (Status, Elapsed) = (context.Response.StatusCode, clock.GetElapsedTime(_began));
        var endpoint = context.GetEndpoint();
        Route ??= (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        Page ??= endpoint?.DisplayName;
    }

    // One request that runs wild must not fill the memory.
    private void Add<T>(List<T> list, T item)
    {
        lock (_gate)
            if (list.Count < Most)
                list.Add(item);
    }

    private IReadOnlyList<T> CopyOf<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }
}
