namespace MySite.Admin.Forms;

/// <summary>How a field is asked for.</summary>
internal enum Widget
{
    Text,
    LongText,
    Number,
    Check,
    Moment,
    Day,
    Choice,
    Reference,
    Many,

    /// <summary>It is shown, and nothing is asked.</summary>
    Output,
}
