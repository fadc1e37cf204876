using System.ComponentModel.DataAnnotations;
using MySite.Accounts;

namespace MySite.Admin.TimeZones;

internal sealed class ZoneInput
{
    [Display(Name = "Time zone")]
    [StringLength(KnownZones.MaxLength, ErrorMessage = "The name of a time zone has at most {1} characters.")]
    public string? TimeZone { get; set; }
}
