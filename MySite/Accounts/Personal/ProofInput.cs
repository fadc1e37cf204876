using System.ComponentModel.DataAnnotations;

namespace MySite.Accounts.Personal;

internal sealed class ProofInput
{
    [Display(Name = "Your password"), DataType(DataType.Password)]
    [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
    public string? Password { get; set; }

    [Display(Name = "Your user name")]
    [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
    public string? UserName { get; set; }
}
