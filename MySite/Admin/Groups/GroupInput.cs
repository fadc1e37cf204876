using System.ComponentModel.DataAnnotations;

namespace MySite.Admin.Groups;

/// <summary>All that a form can say about a group.</summary>
internal sealed class GroupInput
{
    [Display(Name = "Name"), Required(ErrorMessage = "Enter a name.")]
    [StringLength(150, ErrorMessage = "A name has at most {1} characters.")]
    public string Name { get; set; } = "";

    public List<string> Permissions { get; set; } = [];
}
