using Microsoft.EntityFrameworkCore;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Polls.Receivers;

/// <summary>
/// Takes a question's choices and links along in the same save. The database would remove them by itself, but without a
/// word to those who hear their signals.
/// </summary>
internal sealed class RemoveBelongings : IReceiver<PreDelete<Question>>
{
    public async ValueTask ReceiveAsync(PreDelete<Question> payload, CancellationToken cancellationToken)
    {
        var (context, question) = (payload.Context, payload.Entity);
        context.RemoveRange(
            await context.Set<Choice>().Where(choice => choice.QuestionId == question.Id).ToListAsync(cancellationToken));
        await context.Entry(question).Collection(q => q.Tags).LoadAsync(cancellationToken);
        question.Tags.Clear();
    }
}
