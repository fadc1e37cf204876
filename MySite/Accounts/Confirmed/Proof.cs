namespace MySite.Accounts.Confirmed;

/// <summary>What shows that it is the user who changes something sensitive, and nobody at their open browser.</summary>
internal enum Proof
{
    /// <summary>The log-in was a moment ago.</summary>
    Given,

    Password,

    /// <summary>There is no password to ask for, so it takes a new log-in.</summary>
    LogIn,
}
