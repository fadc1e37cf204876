using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals.Diagnostics;
using MySite.Signals.Outbox;

namespace MySite.Admin.SignalMap;

internal sealed class TraceModel(SignalMonitor monitor, SiteDbContext db, TimeProvider clock) : PageModel
{
    public TraceRow Row { get; private set; } = null!;

    public SignalTrace Trace => Row.Trace;

    /// <summary>The request in which the delivery was stored that this is an attempt of.</summary>
    public SignalTrace? Origin { get; private set; }

    public IReadOnlyList<TraceEvent> Events { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long number, CancellationToken cancellationToken)
    {
        var traces = monitor.Traces;
        if (traces.FirstOrDefault(trace => trace.Number == number) is not { } found)
            return NotFound();
        Row = TraceRow.Of(found);
        Guid[] ids = [.. found.All().Select(one => one.Delivery).OfType<Guid>()];
        var rows = ids.Length == 0 ? [] : await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => ids.Contains(message.Id)).Select(DeliveryQueries.Rows)
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var attempts = traces.Where(trace => trace.Delivery is not null).ToLookup(trace => trace.Delivery!.Value);
        var now = clock.GetUtcNow();
        Events =
        [
            .. found.Events.Select(one => TraceEvent.Of(
                one, found, id => (DeliveryWord.Of(rows.GetValueOrDefault(id), now), [.. attempts[id].Reverse()]))),
        ];
        Origin = found.Delivery is { } own
            ? traces.FirstOrDefault(trace => trace.All().Any(one => one.Delivery == own)) : null;
        return Page();
    }
}
