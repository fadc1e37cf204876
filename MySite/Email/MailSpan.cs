using System.Diagnostics;

namespace MySite.Email;

/// <summary>Tells a tracer that a mail is on its way: to which server, never to whom.</summary>
internal static class MailSpan
{
    public const string SourceName = "MySite.Email";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(EmailOptions settings)
    {
        var span = Source.StartActivity("send mail", ActivityKind.Client);
        if (settings.Delivery == MailDelivery.Smtp)
            span?.SetTag("network.protocol.name", "smtp")
                .SetTag("server.address", settings.Host).SetTag("server.port", settings.Port);
        return span;
    }

    public static void Failed(this Activity span, Exception error) =>
        span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error.GetType().FullName);
}
