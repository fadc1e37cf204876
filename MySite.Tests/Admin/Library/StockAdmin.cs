using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

/// <summary>The same volumes, edited in their list: a text, a choice, a tick, a number and a reference.</summary>
internal sealed class StockAdmin : ModelAdmin<Volume>
{
    public StockAdmin()
    {
        Name = "stock";
        PageSize = 250;
        ListDisplay(volume => volume.Title);
        ListDisplay(volume => volume.Code).Editable();
        ListDisplay(volume => volume.Genre).Editable();
        ListDisplay(volume => volume.IsLent).Boolean().Editable();
        ListDisplay(volume => volume.Copies).Editable();
        ListDisplay(volume => volume.Shelf).Editable();
        ListFilter(volume => volume.IsLent);
        Search(volume => volume.Title);
        OrderBy(volume => volume.Title);
    }
}
