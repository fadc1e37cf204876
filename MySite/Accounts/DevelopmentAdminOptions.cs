namespace MySite.Accounts;

/// <summary>A superuser that each start in Development creates, if there is none of that name.</summary>
internal sealed class DevelopmentAdminOptions
{
    public const string Section = "Accounts:Development";

    /// <value>The name. Unset: nobody is created.</value>
    public string? UserName { get; set; }

    /// <value>The address.</value>
    public string? Email { get; set; }

    /// <value>The password, which everybody may know.</value>
    public string? Password { get; set; }

    public bool IsSet => !string.IsNullOrEmpty(UserName) || !string.IsNullOrEmpty(Password);
}
