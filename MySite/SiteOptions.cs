namespace MySite;

internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <value>
    /// Unset: except in Development, visitors are sent to the site's HTTPS port, if it has one, and told to stay there.
    /// <c>false</c> is for a site that is meant to be reached over plain HTTP.
    /// </value>
    public bool? Https { get; set; }

    public bool UsesHttps(IHostEnvironment environment) => Https ?? !environment.IsDevelopment();
}
