using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

/// <summary>One text for each way to search, enums as filters.</summary>
internal sealed class VolumeAdmin : ModelAdmin<Volume>
{
    public VolumeAdmin()
    {
        PageSize = 3;
        MaxShowAll = 4;
        ListDisplay(volume => volume.Title);
        ListDisplay(volume => volume.Genre);
        ListFilter(volume => volume.Genre);
        ListFilter(volume => volume.SecondGenre);
        Search(SearchMatch.WholeWord, volume => volume.Title);
        Search(SearchMatch.Start, volume => volume.Code);
        Search(SearchMatch.Exact, volume => volume.Isbn);
        OrderBy(volume => volume.Title);
    }
}
