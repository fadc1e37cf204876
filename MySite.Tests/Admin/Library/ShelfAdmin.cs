using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

internal sealed class ShelfAdmin : ModelAdmin<Shelf>
{
    public ShelfAdmin()
    {
        ListDisplay(shelf => shelf.Name);
        OrderBy(shelf => shelf.Name);
    }
}
