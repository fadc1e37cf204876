using System.ComponentModel.DataAnnotations;

namespace MySite.Accounts.Personal;

internal sealed class ProfileInput
{
    // Line breaks and marks that turn the direction of writing would change what stands beside the name.
    private const string OneLine = @"[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*";

    [Display(Name = "Display name"), Required(ErrorMessage = "Enter a name.")]
    [StringLength(Profile.DisplayNameLength, ErrorMessage = "A name has at most {1} characters.")]
    [RegularExpression(OneLine, ErrorMessage = "A name is one line of letters, digits and marks.")]
    public string DisplayName { get; set; } = "";

    [Display(Name = "Time zone")]
    [StringLength(KnownZones.MaxLength, ErrorMessage = "The name of a time zone has at most {1} characters.")]
    public string? TimeZone { get; set; }
}
