using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace MySite.Tests.Support;

/// <summary>Debian's aiosmtpd, a mail server that shares no code with the site or with other tests.</summary>
internal sealed class Aiosmtpd : IAsyncDisposable
{
    private const string Program = "/usr/bin/aiosmtpd";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private Aiosmtpd(int port, string[] arguments)
    {
        Port = port;
        _process = Process.Start(Program, [
            "-n", "-l", $"127.0.0.1:{port}", .. arguments, "-c", "aiosmtpd.handlers.Mailbox", MailDirectory]);
    }

    internal int Port { get; }

    private string MailDirectory => Path.Combine(_folder.FullPath, "mail");

    internal static async Task<Aiosmtpd> StartAsync(params string[] arguments)
    {
        Requires.Program(Program, "python3-aiosmtpd");
        var server = new Aiosmtpd(FreePort(), arguments);
        while (!await server.AnswersAsync())
        {
            Assert.False(server._process.HasExited, "aiosmtpd ended before it listened.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return server;
    }

    /// <summary>The one mail that arrived; the server stores it before it says yes.</summary>
    internal async Task<MimeMessage> MailAsync() => await MimeMessage.LoadAsync(
        Assert.Single(Directory.GetFiles(Path.Combine(MailDirectory, "new"))), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
