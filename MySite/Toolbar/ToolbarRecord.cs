using MySite.Signals.Diagnostics;

namespace MySite.Toolbar;

/// <summary>What one request did, as far as its async flow told. Thread-safe.</summary>
internal sealed class ToolbarRecord(HttpContext context, ToolbarLedger ledger, TimeProvider clock)
{
    private static readonly AsyncLocal<ToolbarRecord?> Flow = new();

    private readonly long _began = clock.GetTimestamp();
    private readonly KeptList<SqlCommand> _commands = new();
    private readonly KeptList<LogLine> _lines = new();
    private readonly KeptList<CacheEvent> _cache = new();
    private readonly KeptList<SentMail> _mails = new();

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

    public Kept<SqlCommand> Commands => _commands.Items;

    public Kept<LogLine> Lines => _lines.Items;

    public Kept<CacheEvent> Cache => _cache.Items;

    public Kept<SentMail> Mails => _mails.Items;

    public void Note(SqlCommand command) => _commands.Add(command);

    public void Note(LogLine line) => _lines.Add(line);

    public void Note(CacheEvent cached) => _cache.Add(cached);

    public void Note(SentMail mail) => _mails.Add(mail);

    /// <summary>How it stands; the last word counts.</summary>
    public void Measure(HttpContext context)
    {
        (Status, Elapsed) = (context.Response.StatusCode, clock.GetElapsedTime(_began));
        var endpoint = context.GetEndpoint();
        Route ??= (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        Page ??= endpoint?.DisplayName;
    }
}
