using System.Buffers;
using System.Net;
using System.Threading.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MySite.Tests.Support;

/// <summary>A mail server in this process. It takes a free loopback port and keeps it from start to start.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly Channel<MimeMessage> _received = Channel.CreateUnbounded<MimeMessage>();
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    internal int Port { get; private set; }

    /// <summary>The answer to every mail once it is told in full; null takes it.</summary>
    internal (int Code, string Text)? Refusal { get; set; }

    /// <summary>Asked for every mail; true refuses it for now.</summary>
    internal Func<bool>? Fails { get; set; }

    internal bool KnowsNobody { get; set; }

    /// <summary>When set, who does not log in with these may not send.</summary>
    internal (string UserName, string Password)? Login { get; init; }

    internal bool OffersStartTls { get; init; }

    internal int Count => _received.Reader.Count;

    internal async Task<SmtpReceiver> StartAsync()
    {
        _stop = new CancellationTokenSource();
        var listening = new TaskCompletionSource<int>();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => listening.SetResult(((IPEndPoint)started.LocalEndPoint).Port);

        var services = new ServiceProvider();
        services.Add(listeners);
        services.Add(new Store(this));
        services.Add(new Filter(this));
        services.Add(new Doorman(this));
        _running = new SmtpServer.SmtpServer(Options(), services).StartAsync(_stop.Token);
        await Task.WhenAny(listening.Task, _running);
        Port = await listening.Task;
        return this;
    }

    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    internal Task<MimeMessage> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private ISmtpServerOptions Options() => new SmtpServerOptionsBuilder()
        .ServerName("receiver.test")
        .Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            endpoint.AuthenticationRequired(Login is not null);
            endpoint.AllowUnsecureAuthentication();
            if (OffersStartTls)
                endpoint.Certificate(SelfSigned.Certificate);
        })
        .Build();

    private sealed class Store(SmtpReceiver receiver) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (receiver.Refusal is { } refusal)
                return new SmtpResponse((SmtpReplyCode)refusal.Code, refusal.Text);
            if (receiver.Fails?.Invoke() is true)
                return new SmtpResponse((SmtpReplyCode)451, "Not now.");
            using var bytes = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
            await receiver._received.Writer.WriteAsync(message, cancellationToken);
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(SmtpReceiver receiver) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from,
            CancellationToken cancellationToken) => Task.FromResult(!receiver.KnowsNobody);
    }

    private sealed class Doorman(SmtpReceiver receiver) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password,
            CancellationToken cancellationToken) => Task.FromResult((user, password) == receiver.Login);
    }
}
