using System.ComponentModel.DataAnnotations;
using MySite.Accounts;

namespace MySite.Admin.TimeZones;

internal sealed class AdminOptions : IValidatableObject
{
    public const string Section = "Admin";

    /// <value>The time zone of the staff who have chosen none. UTC.</value>
    public string TimeZone { get; set; } = "UTC";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KnownZones.Find(TimeZone) is null)
            yield return new("Admin:TimeZone must be the name of a time zone such as Europe/Berlin.", [nameof(TimeZone)]);
    }
}
