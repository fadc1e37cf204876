namespace MySite.Tests.Signals.Outbox;

internal sealed record ServerName(string Value);
