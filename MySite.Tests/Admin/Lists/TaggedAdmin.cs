using MySite.Admin.Models;
using MySite.Polls;

namespace MySite.Tests.Admin.Lists;

/// <summary>A relation to many as filter, no columns.</summary>
internal sealed class TaggedAdmin : ModelAdmin<Question>
{
    public TaggedAdmin()
    {
        App = "tests";
        Name = "tagged";
        ListFilter(question => question.Tags);
    }
}
