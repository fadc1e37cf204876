namespace MySite.Email;

internal sealed record DevMailLine(string Id, string Subject, string To, DateTimeOffset Sent);
