using System.Diagnostics.Metrics;
using MySite.Shared;

namespace MySite.Toolbar;

/// <summary>Notes what the site's caches count for the request in whose flow they count it.</summary>
internal sealed class CacheListener(ToolbarLedger ledger) : IDisposable
{
    private readonly MeterListener _listener = new();

    public void Start()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CacheMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    // The meter is the process's, and there may be several sites in one.
    private void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (ToolbarRecord.Current is not { } record || record.Ledger != ledger)
            return;
        string cache = "", what = "";
        foreach (var tag in tags)
            if (tag.Key == CacheMeter.CacheTag)
                cache = $"{tag.Value}";
            else if (tag.Key == CacheMeter.ResultTag)
                what = $"{tag.Value}";
        record.Note(new CacheEvent(cache, what));
    }
}
