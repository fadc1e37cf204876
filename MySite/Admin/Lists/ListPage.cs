using MySite.Admin.Models;

namespace MySite.Admin.Lists;

/// <summary>What the page of a list shows.</summary>
internal sealed record ListPage(ModelAdmin Model, ListQuery Query, RowPage Page, IReadOnlyList<string> Notices)
{
    public IReadOnlyList<ListHeader> Headers { get; init; } = [];

    public IReadOnlyList<FilterBox> Filters { get; init; } = [];

    public DateLinks? Dates { get; init; }
}
