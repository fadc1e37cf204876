using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using MySite.Admin.Lists.Editing;

namespace MySite.Tests.Admin.Library;

/// <summary>A declaration that cannot work says what to write instead.</summary>
public sealed class EditableColumnTests
{
    [Theory]
    [InlineData("computed", "The column half is computed and cannot be edited; declare it with ListDisplay(x => x.Property).")]
    [InlineData("made", "The column text is computed and cannot be edited; declare it with ListDisplay(x => x.Property).")]
    [InlineData("first", "WrongAdmin: the column Title cannot be edited: it leads to its object as the first; declare another "
        + "column before it.")]
    [InlineData("read-only", "WrongAdmin: the column Code cannot be edited: it is among ReadOnlyFields; take it out of them or "
        + "do not call Editable.")]
    [InlineData("unknown", "WrongAdmin: the column Scan cannot be edited: it is of a type that has no field in a list; do not "
        + "call Editable.")]
    public void A_column_that_cannot_be_edited_is_refused(string mistake, string message)
    {
        var model = SqliteConventionSetBuilder.CreateModelBuilder();
        model.Entity<Volume>();

        var error = Assert.Throws<InvalidOperationException>(() => EditableFields.Of(
            new WrongAdmin(mistake), (IEntityType)model.FinalizeModel().FindEntityType(
                typeof(Volume))!));

        Assert.Equal(message, error.Message);
    }
}
