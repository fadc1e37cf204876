using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

internal sealed class GreedyAdmin : ModelAdmin<Volume>
{
    public GreedyAdmin() => MaxShowAll = 1_001;
}
