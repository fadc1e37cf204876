namespace MySite.Signals.Identity;

/// <summary>What locked a user out.</summary>
public enum LockoutCause
{
    /// <summary>Too many failed attempts to log in.</summary>
    FailedAttempts,

    /// <summary>An administrator's decision, or the application's.</summary>
    Administrative,
}
