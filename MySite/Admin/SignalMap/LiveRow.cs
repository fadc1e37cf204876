namespace MySite.Admin.SignalMap;

/// <summary>A row of the live view, in the texts that it shows.</summary>
internal sealed record LiveRow(
    long Number, string Url, string Exact, string When, string Name, string Kind, string Result, string Duration, string Events,
    string Failures);
