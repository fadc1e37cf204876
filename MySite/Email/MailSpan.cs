using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MySite.Email;

/// <summary>Tells a tracer and a meter how a mail went: to which server, never to whom.</summary>
internal static class MailSpan
{
    public const string Name = "MySite.Email";

    private const string ErrorTag = "error.type";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "mysite.mail.send.duration", "s", "How long it took to hand a mail over.", [],
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
        });

    public static async Task AroundAsync(EmailOptions settings, TimeProvider clock, Func<Task> send)
    {
        var began = clock.GetTimestamp();
        var tags = TagsOf(settings);
        using var span = Source.StartActivity("send mail", ActivityKind.Client);
        try
        {
            await send();
        }
        catch (Exception error)
        {
            tags.Add(ErrorTag, (error as MailNotSentException)?.ErrorType ?? error.GetType().FullName);
            // Nobody failed where the caller gave up, but no mail went out either.
            if (error is not OperationCanceledException)
                span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            foreach (var (name, value) in tags)
                span?.SetTag(name, value);
            Duration.Record(clock.GetElapsedTime(began).TotalSeconds, tags);
        }
    }

    private static TagList TagsOf(EmailOptions settings) => settings.Delivery == MailDelivery.Smtp
        ? new TagList
        {
            { "network.protocol.name", "smtp" }, { "server.address", settings.Host }, { "server.port", settings.Port },
        }
        : [];
}
