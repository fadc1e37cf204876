using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <summary>Where one SignInManager is, so that methods which call one another raise one signal between them.</summary>
internal sealed class LoginAttempts<TUser>
    where TUser : class
{
    private LoginAttempt<TUser>? _current;

    /// <summary>Whether somebody is signed in or out without logging in or out.</summary>
    public bool IsQuiet { get; private set; }

    public LoginMethod Method => _current?.Method ?? LoginMethod.Direct;

    public void Saw(TUser user)
    {
        if (_current is not null)
            _current.User ??= user;
    }

    /// <summary>Opens an attempt, or joins the open one, which alone reports how it ended.</summary>
    public async Task<SignInResult> RunAsync(
        LoginAttempt<TUser> attempt, Func<Task<SignInResult>> act,
        Func<LoginAttempt<TUser>, SignInResult, Task> refused)
    {
        if (_current is not null)
        {
            _current.User ??= attempt.User;
            return await act().ConfigureAwait(false);
        }

        SignInResult result;
        _current = attempt;
        try
        {
            result = await act().ConfigureAwait(false);
        }
        finally
        {
            _current = null;
        }
        if (!result.Succeeded && !result.RequiresTwoFactor)
            await refused(attempt, result).ConfigureAwait(false);
        return result;
    }

    public async Task QuietlyAsync(Func<Task> act)
    {
        var outer = IsQuiet;
        IsQuiet = true;
        try
        {
            await act().ConfigureAwait(false);
        }
        finally
        {
            IsQuiet = outer;
        }
    }
}
