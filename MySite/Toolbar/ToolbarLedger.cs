using System.Net;
using Microsoft.AspNetCore.Http.Extensions;

namespace MySite.Toolbar;

/// <summary>What outlives a request: redirects until somebody follows them, and mails of deliveries. Thread-safe.</summary>
internal sealed class ToolbarLedger
{
    private const int Most = 50;
    private const int LongestChain = 3;

    private readonly Lock _gate = new();
    private readonly LinkedList<(IPAddress? Visitor, string Agent, string Target, ToolbarRecord Record)> _redirects = [];
    private readonly LinkedList<SentMail> _mails = [];

    /// <summary>Keeps the record of a request that was answered with a redirect.</summary>
    public void Keep(HttpContext context, ToolbarRecord record)
    {
        // Of the host it is the same which: only the path is looked at, and a request may come without one.
        var home = new Uri($"http://localhost{context.Request.PathBase}{context.Request.Path}");
        if (Length(record) > LongestChain || !Uri.TryCreate(home, context.Response.Headers.Location, out var target))
            return;
        var (visitor, agent) = VisitorOf(context);
        Add(_redirects, (visitor, agent, target.PathAndQuery, record));
    }

    /// <summary>The request that sent this visitor here, once.</summary>
    public ToolbarRecord? Take(HttpContext context)
    {
        var (visitor, agent) = VisitorOf(context);
        var target = UriHelper.BuildRelative(context.Request.PathBase, context.Request.Path, context.Request.QueryString);
        lock (_gate)
        {
            for (var node = _redirects.Last; node is not null; node = node.Previous)
            {
                if (!Equals(node.Value.Visitor, visitor) || node.Value.Agent != agent || node.Value.Target != target)
                    continue;
                _redirects.Remove(node);
                return node.Value.Record;
            }
            return null;
        }
    }

    public void Note(SentMail mail) => Add(_mails, mail);

    public IReadOnlyList<SentMail> MailsOf(Guid delivery)
    {
        lock (_gate)
            return [.. _mails.Where(mail => mail.Delivery == delivery)];
    }

    // Not the cookie: nothing that opens a door is kept here.
    private static (IPAddress? Address, string Agent) VisitorOf(HttpContext context) =>
        (context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString());

    private static int Length(ToolbarRecord? record)
    {
        var length = 0;
        for (; record is not null; record = record.Previous)
            length++;
        return length;
    }

    private void Add<T>(LinkedList<T> list, T item)
    {
        lock (_gate)
        {
            list.AddLast(item);
            if (list.Count > Most)
                list.RemoveFirst();
        }
    }
}
