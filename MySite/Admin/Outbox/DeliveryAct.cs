namespace MySite.Admin.Outbox;

/// <summary>What a person does to a delivery.</summary>
internal enum DeliveryAct
{
    /// <summary>Makes it due now, with all its attempts before it.</summary>
    Retry,

    /// <summary>Deletes it.</summary>
    Discard,
}
