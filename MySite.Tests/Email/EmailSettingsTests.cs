using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MySite.Email;

namespace MySite.Tests.Email;

public sealed class EmailSettingsTests
{
    [Theory]
    [InlineData("Email:Port", "0", "Email:Port must be between 1 and 65535.")]
    [InlineData("Email:Port", "65536", "Email:Port must be between 1 and 65535.")]
    [InlineData("Email:Timeout", "00:00:00", "Email:Timeout must be between 00:00:01 and 00:02:00.")]
    [InlineData("Email:PickupFolder", "", "Email:PickupFolder must name a folder.")]
    [InlineData("Email:Delivery", "7", "Email:Delivery must be Pickup or Smtp.")]
    [InlineData("Email:Tls", "7", "Email:Tls must be Auto, None, OnConnect, StartTls or StartTlsIfOffered.")]
    [InlineData("Email:Delivery", "Smtp", "Email:Host must name the mail server, because Email:Delivery is Smtp.")]
    [InlineData("Email:From", "MySite", "Email:From must be a mail address such as MySite <noreply@example.org>.")]
    [InlineData("Email:From", "", "Email:From must be a mail address such as MySite <noreply@example.org>.")]
    [InlineData("Email:From", "a@example.org\r\nBcc: b@example.org",
        "Email:From must be a mail address such as MySite <noreply@example.org>.")]
    [InlineData("Email:SiteUrl", "example.org", "Email:SiteUrl must be an address such as https://example.org.")]
    [InlineData("Email:SiteUrl", "/polls", "Email:SiteUrl must be an address such as https://example.org.")]
    [InlineData("Email:SiteUrl", "ftp://example.org", "Email:SiteUrl must be an address such as https://example.org.")]
    [InlineData("Email:SiteUrl", "https://example.org/?a",
        "Email:SiteUrl must be an address such as https://example.org.")]
    [InlineData("Email:UserName", "mysite", "Email:UserName and Email:Password must be given together.")]
    [InlineData("Email:Password", "secret", "Email:UserName and Email:Password must be given together.")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(
        string setting, string value, string sentence)
    {
        var failure = await Record.ExceptionAsync(() => StartAsync((setting, value)));

        Assert.NotNull(failure);
        Assert.Contains(sentence, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [Theory]
    [InlineData("Email:Delivery", "Pigeon")]
    [InlineData("Email:Tls", "Maybe")]
    [InlineData("Email:Port", "smtp")]
    [InlineData("Email:Timeout", "soon")]
    public async Task A_value_of_the_wrong_kind_stops_the_start_with_one_line_that_names_the_setting(
        string setting, string value)
    {
        var failure = await Record.ExceptionAsync(() => StartAsync((setting, value)));

        Assert.NotNull(failure);
        Assert.Contains($"'{setting}'", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_at_once()
    {
        var failure = await Record.ExceptionAsync(() => StartAsync(("Email:Port", "0"), ("Email:Timeout", "0")));

        Assert.Contains("Email:Port", failure!.Message);
        Assert.Contains("Email:Timeout", failure.Message);
    }

    [Fact]
    public async Task Without_any_setting_the_room_starts_and_mails_become_files()
    {
        using var host = await StartAsync();

        Assert.IsType<PickupMailSender>(host.Services.GetRequiredService<IMailSender>());
    }

    [Fact]
    public async Task With_a_host_the_room_starts_and_mails_go_by_smtp()
    {
        using var host = await StartAsync(
            ("Email:Delivery", "smtp"), ("Email:Host", "mail.example.org"), ("Email:Port", "25"), ("Email:Tls", "None"),
            ("Email:From", "polls@example.org"), ("Email:SiteUrl", "https://example.org/polls"),
            ("Email:UserName", "mysite"), ("Email:Password", "secret"));

        Assert.IsType<SmtpMailSender>(host.Services.GetRequiredService<IMailSender>());
    }

    [Fact]
    public void A_sender_that_was_registered_before_stays()
    {
        var sender = new NoSender();
        using var room = new EmailRoom(replace: services => services.AddSingleton<IMailSender>(sender));

        Assert.Same(sender, room.Sender);
    }

    private static async Task<IHost> StartAsync(params (string Setting, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value));
        builder.Services.AddEmail();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private sealed class NoSender : IMailSender
    {
        public Task SendAsync(Mail mail, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
