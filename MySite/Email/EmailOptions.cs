using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace MySite.Email;

internal sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Email";

    /// <value>Defaults to <see cref="MailDelivery.Pickup"/>.</value>
    [EnumDataType(typeof(MailDelivery), ErrorMessage = "Email:Delivery must be Pickup or Smtp.")]
    public MailDelivery Delivery { get; set; }

    /// <value>A path, relative ones below the content root. Defaults to <c>App_Data/mail</c>.</value>
    [Required(ErrorMessage = "Email:PickupFolder must name a folder.")]
    public string PickupFolder { get; set; } = "App_Data/mail";

    /// <value>The sender. Defaults to <c>MySite &lt;noreply@localhost&gt;</c>.</value>
    public string From { get; set; } = "MySite <noreply@localhost>";

    /// <value>The mail server. No default: <see cref="MailDelivery.Smtp"/> asks for it.</value>
    public string Host { get; set; } = "";

    /// <value>Defaults to 587, the port for mail submission.</value>
    [Range(1, 65535, ErrorMessage = "Email:Port must be between 1 and 65535.")]
    public int Port { get; set; } = 587;

    /// <value>Defaults to <see cref="MailTls.Auto"/>.</value>
    [EnumDataType(typeof(MailTls), ErrorMessage =
        "Email:Tls must be Auto, None, OnConnect, StartTls or StartTlsIfOffered.")]
    public MailTls Tls { get; set; }

    /// <value>Empty, the default, sends without logging in.</value>
    public string UserName { get; set; } = "";

    /// <value>Goes with <see cref="UserName"/>.</value>
    public string Password { get; set; } = "";

    /// <value>How long one mail may take. Defaults to 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Email:Timeout must be between 00:00:01 and 00:02:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>The site's own address, on which links in mails start. Defaults to <c>http://localhost:8000</c>.</value>
    public Uri SiteUrl { get; set; } = new("http://localhost:8000");

    internal MailboxAddress Sender =>
        MailAddressRules.TryParseMailbox(From, out var mailbox)
            ? mailbox
            : throw new InvalidOperationException("Email:From is not a mail address.");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddressRules.TryParseMailbox(From, out _))
            yield return new("Email:From must be a mail address such as MySite <noreply@example.org>.", [nameof(From)]);
        if (SiteUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" })
            yield return new("Email:SiteUrl must be an address such as https://example.org.", [nameof(SiteUrl)]);
        if (Delivery == MailDelivery.Smtp && string.IsNullOrWhiteSpace(Host))
            yield return new("Email:Host must name the mail server, because Email:Delivery is Smtp.", [nameof(Host)]);
        if (string.IsNullOrEmpty(UserName) != string.IsNullOrEmpty(Password))
            yield return new("Email:UserName and Email:Password must be given together.", [nameof(UserName)]);
    }
}
