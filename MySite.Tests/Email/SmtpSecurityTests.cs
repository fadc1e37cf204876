using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

public sealed class SmtpSecurityTests
{
    private static readonly (string, string) Login = ("mysite", "pass word ž");

    [Fact]
    public async Task The_site_logs_in_where_a_user_name_is_set()
    {
        await using var server = await new SmtpReceiver { Login = Login, OffersStartTls = true }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, LoggingIn(), Trusting());

        await room.SendAsync(EmailRoom.Hello());

        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_wrong_password_is_an_error_that_does_not_repeat_it()
    {
        await using var server = await new SmtpReceiver { Login = Login, OffersStartTls = true }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, LoggingIn(password: "guess"), Trusting());

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.StartsWith($"127.0.0.1:{server.Port} did not take the mail: 535: authent", failure.Message);
        Assert.DoesNotContain("guess", failure.ToString());
    }

    [Fact]
    public async Task A_server_that_demands_a_login_refuses_a_site_that_has_none()
    {
        await using var server = await new SmtpReceiver { Login = Login }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Contains("authentication required", failure.Message);
        Assert.Equal(0, server.Count);
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("StartTlsIfOffered")]
    public async Task A_password_is_not_sent_in_the_clear(string tls)
    {
        await using var server = await new SmtpReceiver { Login = Login }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, LoggingIn(tls: tls));

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Equal($"127.0.0.1:{server.Port} did not take the mail: "
            + "It offers no TLS, and only Email:Tls=None sends a password without.", failure.Message);
    }

    [Fact]
    public async Task A_password_is_sent_in_the_clear_where_the_settings_say_so()
    {
        await using var server = await new SmtpReceiver { Login = Login }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, LoggingIn(tls: "None"));

        await room.SendAsync(EmailRoom.Hello());

        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("StartTls")]
    [InlineData("StartTlsIfOffered")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(string tls)
    {
        await using var server = await new SmtpReceiver { OffersStartTls = true }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Tls"] = tls });

        await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Equal(0, server.Count);
    }

    [Theory]
    [InlineData("None", false, false)]
    [InlineData("None", true, false)]
    [InlineData("Auto", false, false)]
    [InlineData("Auto", true, true)]
    [InlineData("StartTlsIfOffered", false, false)]
    [InlineData("StartTlsIfOffered", true, true)]
    [InlineData("StartTls", true, true)]
    public async Task The_connection_is_encrypted_as_the_settings_and_the_server_allow(
        string tls, bool offered, bool encrypted)
    {
        var clients = new List<WatchedClient>();
        await using var server = await new SmtpReceiver { OffersStartTls = offered }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Tls"] = tls }, Trusting(clients));

        await room.SendAsync(EmailRoom.Hello());

        Assert.Equal(1, server.Count);
        Assert.Equal(encrypted, Assert.Single(clients).WasSecure);
    }

    [Fact]
    public async Task Demanded_encryption_that_the_server_lacks_is_an_error()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Tls"] = "StartTls" });

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Contains("STARTTLS", failure.Message);
        Assert.Equal(0, server.Count);
    }

    [Fact]
    public async Task Tls_on_connect_begins_with_a_handshake_before_any_word_of_the_server()
    {
        using var server = new SilentServer();
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Tls"] = "OnConnect" });
        const byte Handshake = 22;

        var sending = room.SendAsync(EmailRoom.Hello());
        using var connection = await server.AcceptAsync();
        var first = new byte[1];
        await connection.GetStream().ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        connection.Close();

        Assert.Equal(Handshake, first[0]);
        await Assert.ThrowsAsync<MailNotSentException>(() => sending);
    }

    private static Dictionary<string, string?> LoggingIn(string password = "pass word ž", string tls = "Auto") => new()
    {
        ["Email:UserName"] = "mysite",
        ["Email:Password"] = password,
        ["Email:Tls"] = tls,
    };

    private static Action<IServiceCollection> Trusting(List<WatchedClient>? clients = null) =>
        services => services.AddSingleton<Func<ISmtpClient>>(() =>
        {
            var client = new WatchedClient
            {
                ServerCertificateValidationCallback = (_, shown, _, _) => SelfSigned.Is(shown),
            };
            clients?.Add(client);
            return client;
        });

    private sealed class WatchedClient : SmtpClient
    {
        internal bool WasSecure { get; private set; }

        public override Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default)
        {
            WasSecure = IsSecure;
            return base.DisconnectAsync(quit, cancellationToken);
        }
    }
}
