using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MySite.Admin.TimeZones;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>The events of the live view: of each trace one for each zone, for all who look. Thread-safe.</summary>
internal sealed class LiveRows
{
    private readonly ConditionalWeakTable<SignalTrace, ConcurrentDictionary<(string Zone, string BasePath), byte[]>> _rows = [];

    public byte[] Of(SignalTrace trace, SignalMonitor monitor, StaffTime time, string basePath)
    {
        var rows = _rows.GetValue(trace, static _ => new());
        var key = (time.Zone.Id, basePath);
        return rows.TryGetValue(key, out var row) ? row : rows[key] = Write(trace, monitor, time, basePath);
    }

    private static byte[] Write(SignalTrace trace, SignalMonitor monitor, StaffTime time, string basePath)
    {
        var row = TraceRow.Of(trace);
        var data = JsonSerializer.Serialize(
            new LiveRow(
                trace.Number, $"{basePath}{row.Url}", time.Exact(trace.StartedAt), MomentOf.Text(time, trace.StartedAt),
                trace.Name, trace.Kind, trace.Result ?? "–", DurationText.Of(trace.Duration), $"{row.Events}",
                row.Failures > 0 ? $"{row.Failures}" : row.HasFailed ? "failed" : ""),
            JsonSerializerOptions.Web);
        return Encoding.UTF8.GetBytes($"id: {MissedTraces.MarkOf(trace, monitor)}\ndata: {data}\n\n");
    }
}
