using System.ComponentModel.DataAnnotations;
using MySite.Accounts;

namespace MySite.Admin.Users;

/// <summary>All that a form can say about a user.</summary>
internal sealed class UserInput
{
    [Display(Name = "User name"), Required(ErrorMessage = "Enter a user name.")]
    [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
    public string UserName { get; set; } = "";

    [Display(Name = "E-mail")]
    [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
    public string? Email { get; set; }

    [Display(Name = "Time zone")]
    [StringLength(KnownZones.MaxLength, ErrorMessage = "The name of a time zone has at most {1} characters.")]
    public string? TimeZone { get; set; }

    [Display(Name = "Active")]
    public bool IsActive { get; set; }

    [Display(Name = "Staff")]
    public bool IsStaff { get; set; }

    [Display(Name = "Superuser")]
    public bool IsSuperuser { get; set; }

    public List<string> Groups { get; set; } = [];

    public List<string> Permissions { get; set; } = [];
}
