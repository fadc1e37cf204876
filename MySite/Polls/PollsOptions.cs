using System.ComponentModel.DataAnnotations;

namespace MySite.Polls;

internal sealed class PollsOptions
{
    public const string Section = "Polls";

    /// <value>Ten seconds; other servers may have changed the polls meanwhile. Zero turns the cache off.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Polls:CacheDuration must lie between 00:00:00 and 01:00:00.")]
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Unset: an empty database gets the sample polls in Development, and not elsewhere.</value>
    public bool? SampleData { get; set; }
}
