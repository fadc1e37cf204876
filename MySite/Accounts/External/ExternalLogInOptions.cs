using System.ComponentModel.DataAnnotations;

namespace MySite.Accounts.External;

/// <summary>Where people log in who have their account elsewhere; off without an authority.</summary>
internal sealed class ExternalLogInOptions : IValidatableObject
{
    public const string Section = "Accounts:OpenIdConnect";
    public const string Scheme = "OpenIdConnect";

    /// <value>What the button calls it: Log in with ….</value>
    public string Name { get; set; } = "OpenID";

    /// <value>The issuer's address, under which the discovery document lies. Unset: there is no external log-in.</value>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public bool IsOn => Authority is { Length: > 0 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
            yield break;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !IsSafe(address))
            yield return new($"{Section}:Authority must be an https address such as https://id.example.org.");
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return new($"{Section}:ClientId is missing.");
        if (string.IsNullOrWhiteSpace(ClientSecret))
            yield return new($"{Section}:ClientSecret is missing.");
        if (string.IsNullOrWhiteSpace(Name))
            yield return new($"{Section}:Name must not be empty.");
    }

    // A provider on this very machine is for trying it out.
    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
