using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Polls;

namespace MySite.Tests.Admin.Lists;

/// <summary>A reference as column and filter, a number, actions with and without a question.</summary>
internal sealed class ChoiceAdmin : ModelAdmin<Choice>
{
    public ChoiceAdmin()
    {
        App = "tests";
        PageSize = 3;
        ListDisplay(choice => choice.ChoiceText);
        ListDisplay(choice => choice.Votes);
        ListDisplay(choice => choice.Question);
        ListFilter(choice => choice.Question);
        Search(choice => choice.ChoiceText, choice => choice.Question!.QuestionText);
        OrderBy(choice => choice.Votes);
        Action("reset", "Reset votes", ModelAction.Change, (_, rows, cancel) =>
            rows.ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Votes, 0), cancel))
                .Confirmed("Take all their votes?");
        Action("count", "Count one more", ModelAction.Change, async (db, rows, cancel) =>
        {
            await rows.ForEachAsync(choice => choice.Votes++, cancel);
            return await db.SaveChangesAsync(cancel);
        });
    }
}
