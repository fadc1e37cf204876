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

    /// <summary>A reference by its key.</summary>
    RawId,
    Many,

    /// <summary>It is shown, and nothing is asked.</summary>
    Output,
}
