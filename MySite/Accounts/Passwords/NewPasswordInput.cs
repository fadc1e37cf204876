using System.ComponentModel.DataAnnotations;

namespace MySite.Accounts.Passwords;

internal class NewPasswordInput
{
    [Display(Name = "New password"), DataType(DataType.Password), Required(ErrorMessage = "Enter a password.")]
    [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
    public string Password { get; set; } = "";

    [Display(Name = "New password again"), DataType(DataType.Password)]
    [Required(ErrorMessage = "Enter the password again.")]
    [Compare(nameof(Password), ErrorMessage = "The two passwords are not the same.")]
    public string ConfirmPassword { get; set; } = "";
}
