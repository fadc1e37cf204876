using MySite.Admin.Models;

namespace MySite.Admin.Forms;

/// <summary>What a field has to choose from.</summary>
/// <param name="Options">All, or where there are more those that are chosen.</param>
/// <param name="HasMore">Whether others are to be found by what they are called.</param>
/// <param name="Related">Their administration; <see langword="null"/> if there is none.</param>
internal sealed record FieldChoices(IReadOnlyList<Option> Options, bool HasMore = false, ModelAdmin? Related = null)
{
    public static FieldChoices None { get; } = new([]);
}
