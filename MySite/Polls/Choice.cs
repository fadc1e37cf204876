using System.ComponentModel.DataAnnotations;

namespace MySite.Polls;

internal sealed class Choice(string choiceText)
{
    public const int TextLength = 200;

    public int Id { get; private set; }

    public int QuestionId { get; private set; }

    public Question? Question { get; set; }

    public string ChoiceText { get; set => field = PollText.Within(TextLength, value); }
        = PollText.Within(TextLength, choiceText);

    [Range(0, int.MaxValue, ErrorMessage = "{0} must be between {1} and {2}.")]
    public int Votes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    public override string ToString() => ChoiceText;
}
