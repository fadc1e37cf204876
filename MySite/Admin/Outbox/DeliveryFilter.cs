using MySite.Admin.Lists;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Which deliveries the list shows, as its URL says.</summary>
internal sealed class DeliveryFilter
{
    public const string StateName = "state";
    public const string ReceiverName = "receiver";

    private DeliveryFilter(ListQuery query)
    {
        Query = query;
        State = DeliveryStateText.Read(query[StateName]);
        Id = Guid.TryParse(query[ListQuery.Search], out var id) ? id : null;
    }

    public ListQuery Query { get; }

    public DeliveryState? State { get; }

    public string? Receiver => Query[ReceiverName];

    public Guid? Id { get; }

    /// <summary>What is wrong with the URL.</summary>
    public IEnumerable<string> Notices =>
    [
        .. Query[StateName] is { } state && State is null ? [$"There is no state “{state}”."] : Array.Empty<string>(),
        .. Query[ListQuery.Search] is { } id && Id is null ? [$"“{id}” is no id of a delivery."] : Array.Empty<string>(),
    ];

    public static DeliveryFilter Of(HttpRequest request) => new(ListQuery.Of(request.Query, [StateName, ReceiverName]));

    /// <summary>Those that match; none if the filter cannot be understood: nothing is done to more than was meant.</summary>
    public IQueryable<OutboxMessage> Apply(IQueryable<OutboxMessage> messages, DateTimeOffset now) =>
        Apply(messages, now, isByReceiver: State is null or DeliveryState.Done);

    /// <summary>Those that match and that a person may retry or discard.</summary>
    public IQueryable<OutboxMessage> ApplyFree(IQueryable<OutboxMessage> messages, DateTimeOffset now) =>
        Apply(messages.Free(now), now, isByReceiver: false);

    private IQueryable<OutboxMessage> Apply(IQueryable<OutboxMessage> messages, DateTimeOffset now, bool isByReceiver)
    {
        if (Notices.Any())
            return messages.Where(message => false);
        if (State is { } state)
            messages = messages.In(state, now);
        if (Receiver is { } receiver)
            messages = isByReceiver
                ? messages.Where(message => message.Receiver == receiver) : messages.OfReceiver(receiver);
        return Id is { } id ? messages.Where(message => message.Id == id) : messages;
    }
}
