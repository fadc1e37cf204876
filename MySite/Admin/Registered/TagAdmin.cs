using MySite.Admin.Models;
using MySite.Polls;

namespace MySite.Admin.Registered;

internal sealed class TagAdmin : ModelAdmin<Tag>
{
    public TagAdmin()
    {
        ListDisplay(tag => tag.Name);
        ListAnnotation("questions", "Questions", tag => tag.Questions.Count);
        Search(tag => tag.Name);
        OrderBy(tag => tag.Name);
    }
}
