using System.Globalization;

namespace MySite.Admin.Lists;

internal sealed record SortedColumn(int Index, bool IsDescending)
{
    /// <summary>It in URLs, counted from one: -2.</summary>
    public override string ToString() =>
        ((IsDescending ? -1 : 1) * (Index + 1)).ToString(CultureInfo.InvariantCulture);
}
