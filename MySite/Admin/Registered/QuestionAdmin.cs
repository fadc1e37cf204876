using MySite.Admin.Models;
using MySite.Polls;

namespace MySite.Admin.Registered;

/// <summary>The tutorial's administration of polls, parts 2 and 7.</summary>
internal sealed class QuestionAdmin : ModelAdmin<Question>
{
    public QuestionAdmin(TimeProvider clock)
    {
        ListDisplay(question => question.QuestionText);
        ListDisplay(question => question.PubDate, "Date published");
        ListDisplay("was_published_recently", "Published recently?", question => question.WasPublishedRecently(clock.GetUtcNow()))
            .Boolean().OrderBy((Question question) => question.PubDate);
        ListFilter(question => question.PubDate);
        Search(question => question.QuestionText);
        DatesBy(question => question.PubDate);
        OrderByDescending(question => question.PubDate);
        Fields("", question => question.QuestionText);
        Fields("Date information", question => question.PubDate).Collapsed();
        Fields("Tags", question => question.Tags).Collapsed();
        Inline(question => question.Choices, choice => choice.ChoiceText, choice => choice.Votes).Tabular(extra: 3);
    }

    public override string? ViewOnSite(object entity) => $"/polls/{((Question)entity).Id}/";
}
