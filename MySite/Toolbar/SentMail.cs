namespace MySite.Toolbar;

/// <summary>That there was a mail: neither to whom nor what it said.</summary>
/// <param name="Delivery">The delivery that sent it.</param>
internal sealed record SentMail(Guid? Delivery, string Subject, string? Error);
