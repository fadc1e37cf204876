using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

/// <summary>The Email room alone, with its settings, a clock that stands still and a content root of its own.</summary>
internal sealed class EmailRoom : IDisposable
{
    private readonly TemporaryFolder _contentRoot = new();
    private readonly ServiceProvider _services;

    internal EmailRoom(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<IHostEnvironment>(new Place(_contentRoot.FullPath));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging();
        replace?.Invoke(services);
        _services = services.AddEmail().BuildServiceProvider();
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    internal string ContentRoot => _contentRoot.FullPath;

    internal string Folder => Path.Combine(ContentRoot, "App_Data", "mail");

    internal IMailSender Sender => _services.GetRequiredService<IMailSender>();

    /// <summary>An Email room that sends to a server on this machine.</summary>
    internal static EmailRoom SendingTo(int port, Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? replace = null)
    {
        settings = new(settings ?? [])
        {
            ["Email:Delivery"] = "Smtp",
            ["Email:Host"] = "127.0.0.1",
            ["Email:Port"] = $"{port}",
        };
        return new EmailRoom(settings, replace);
    }

    internal static Mail Hello(string subject = "Hello") =>
        new("Ada", "ada@example.org", subject, new MailBody().Heading("Hello, Ada").Link("See the polls", "/polls/"));

    internal Task SendAsync(Mail mail) => Sender.SendAsync(mail, TestContext.Current.CancellationToken);

    internal string[] Files() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder).Order()] : [];

    /// <summary>Sends the mail and reads it back from the file it became.</summary>
    internal async Task<MimeMessage> SendAndReadAsync(Mail mail)
    {
        await SendAsync(mail);
        return await MimeMessage.LoadAsync(Files()[^1], TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _services.Dispose();
        _contentRoot.Dispose();
    }

    private sealed class Place(string contentRoot) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "MySite";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = contentRoot;

        public string EnvironmentName { get; set; } = "Development";
    }
}
