using MySite.Admin.Models;

namespace MySite.Tests.Admin.OwnModel;

/// <summary>All that a developer writes for a model of their own.</summary>
internal sealed class BookAdmin : ModelAdmin<Book>
{
    public BookAdmin()
    {
        ListDisplay(book => book.Title);
        ListDisplay(book => book.Bought);
        ListFilter(book => book.IsLent);
        Search(book => book.Title);
        OrderBy(book => book.Title);
    }
}
