namespace MySite.Toolbar;

/// <param name="Text">With literals masked.</param>
/// <param name="Parameters">Names and types.</param>
/// <param name="Values">Tells whether two commands had the same values, and no more.</param>
internal sealed record SqlCommand(string Text, string Parameters, int Values, TimeSpan Elapsed, string? Error);
