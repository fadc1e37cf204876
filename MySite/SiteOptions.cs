namespace MySite;

internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <value>
    /// Unset: visitors are sent to HTTPS and told to stay there, except in Development. <c>false</c> is for a site that
    /// is meant to be reached over plain HTTP.
    /// </value>
    public bool? Https { get; set; }

    public bool UsesHttps(IHostEnvironment environment) => Https ?? !environment.IsDevelopment();
}
