namespace MySite.Signals.Identity;

/// <summary>How a password came to be another.</summary>
public enum PasswordChange
{
    /// <summary>The user had none, after an external login for example, and has one now.</summary>
    Added,

    /// <summary>The user replaced it, knowing the old one.</summary>
    Changed,

    /// <summary>It was replaced with a token, that of a mail for example.</summary>
    Reset,

    /// <summary>The user has none any more.</summary>
    Removed,
}
