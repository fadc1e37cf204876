using System.ComponentModel.DataAnnotations;

namespace MySite.Accounts.Addresses;

internal sealed class EmailInput
{
    [Display(Name = "New e-mail address"), Required(ErrorMessage = "Enter the new e-mail address.")]
    [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
    public string Email { get; set; } = "";
}
