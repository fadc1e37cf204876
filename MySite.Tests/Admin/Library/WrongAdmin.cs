using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

/// <summary>Editable columns that cannot be, each declaration another.</summary>
internal sealed class WrongAdmin : ModelAdmin<Volume>
{
    public WrongAdmin(string mistake)
    {
        Name = "wrong";
        if (mistake == "computed")
            ListAnnotation("half", "Half", volume => volume.Copies / 2).Editable();
        if (mistake == "made")
            ListDisplay("text", "Text", volume => volume.Title).Editable();
        var first = ListDisplay(volume => volume.Title);
        if (mistake == "first")
            first.Editable();
        if (mistake == "read-only")
            ReadOnlyFields(volume => volume.Code);
        ListDisplay(volume => volume.Code).Editable();
        if (mistake == "unknown")
            ListDisplay(volume => volume.Scan).Editable();
    }
}
