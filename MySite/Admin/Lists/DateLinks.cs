namespace MySite.Admin.Lists;

/// <param name="Chosen">What the list is narrowed to.</param>
/// <param name="Below">What it can be narrowed to.</param>
internal sealed record DateLinks(DatePeriod? Chosen, IReadOnlyList<DatePeriod> Below);
