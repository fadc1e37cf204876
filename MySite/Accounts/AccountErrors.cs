using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <summary>Identity's errors in the site's words, each to be shown at the field it is about.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) =>
        Error(nameof(DuplicateUserName), "A user with that user name already exists.");

    public override IdentityError DuplicateEmail(string email) =>
        Error(nameof(DuplicateEmail), "A user with that e-mail address already exists.");

    public override IdentityError InvalidUserName(string? userName) =>
        Error(nameof(InvalidUserName), "Enter a user name of letters, digits and @ . + - _ only.");

    public override IdentityError InvalidEmail(string? email) =>
        Error(nameof(InvalidEmail), "This is not a complete e-mail address.");

    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), $"This password is too short. It must contain at least {length} characters.");

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch),
        "That is not your password. After several failed tries this is paused for a while, as log-in is.");

    public override IdentityError DuplicateRoleName(string role) =>
        Error(nameof(DuplicateRoleName), "A group with that name already exists.");

    public override IdentityError InvalidRoleName(string? role) => Error(nameof(InvalidRoleName), "Enter a name.");

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), "Somebody else changed this at the same moment. Look at it again, then save.");

    /// <summary>Something else that is wrong with a user name.</summary>
    public static IdentityError UserName(string description) => Error(nameof(InvalidUserName), description);

    public static IdentityError InvalidTimeZone() =>
        Error(nameof(InvalidTimeZone), "There is no such time zone. Choose one from the list, such as Europe/Berlin.");

    /// <summary>The form's field that an error belongs to; empty for one about the whole form.</summary>
    public static string FieldOf(IdentityError error) => error.Code switch
    {
        nameof(DuplicateUserName) or nameof(InvalidUserName) => "Input.UserName",
        nameof(DuplicateEmail) or nameof(InvalidEmail) => "Input.Email",
        nameof(DuplicateRoleName) or nameof(InvalidRoleName) => "Input.Name",
        nameof(InvalidTimeZone) => "Input.TimeZone",
        "Groups" or "Permissions" => $"Input.{error.Code}",
        { } code when code.StartsWith("Password", StringComparison.Ordinal) => "Input.Password",
        _ => "",
    };

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
