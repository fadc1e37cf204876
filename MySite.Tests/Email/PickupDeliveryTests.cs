using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MySite.Email;

namespace MySite.Tests.Email;

public sealed class PickupDeliveryTests : IDisposable
{
    private readonly EmailRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Without_any_setting_a_mail_becomes_a_file_below_the_content_root()
    {
        await _room.SendAsync(EmailRoom.Hello());

        var file = Assert.Single(_room.Files());
        Assert.Equal(Path.Combine(_room.ContentRoot, "App_Data", "mail"), Path.GetDirectoryName(file));
        Assert.StartsWith("20300102-030405-0000000-", Path.GetFileName(file));
        Assert.EndsWith(".eml", file);
    }

    [Fact]
    public async Task File_names_sort_in_the_order_of_sending_even_within_one_moment()
    {
        for (var second = 0; second < 3; second++, _room.Clock.Advance(TimeSpan.FromSeconds(1)))
        {
            await _room.SendAsync(EmailRoom.Hello($"Hello {second} early"));
            await _room.SendAsync(EmailRoom.Hello($"Hello {second} late"));
        }

        Assert.Equal(
            ["Hello 0 early", "Hello 0 late", "Hello 1 early", "Hello 1 late", "Hello 2 early", "Hello 2 late"],
            _room.Files().Select(file => MimeMessage.Load(file, TestContext.Current.CancellationToken).Subject));
    }

    [Fact]
    public async Task Two_servers_that_share_a_folder_never_write_the_same_file()
    {
        using var other = new EmailRoom(new() { ["Email:PickupFolder"] = _room.Folder });

        await Task.WhenAll(Enumerable.Range(0, 50)
            .SelectMany(_ => new[] { _room.SendAsync(EmailRoom.Hello()), other.SendAsync(EmailRoom.Hello()) }));

        Assert.Equal(100, _room.Files().Length);
    }

    [Fact]
    public async Task A_name_or_subject_never_reaches_the_file_name()
    {
        await _room.SendAsync(new Mail("../../ada", "ada@example.org", "../../hello", new MailBody()));

        var name = Path.GetFileName(_room.Files().Single());
        Assert.Matches(@"^[0-9]{8}-[0-9]{6}-[0-9]{7}-[0-9]{10}-[0-9a-f]{12}\.eml$", name);
    }

    [Fact]
    public async Task A_file_takes_its_name_only_when_it_is_whole()
    {
        Directory.CreateDirectory(_room.Folder);
        var created = new List<string?>();
        var renamed = new TaskCompletionSource<string?>();
        using var watcher = new FileSystemWatcher(_room.Folder);
        watcher.Created += (_, change) => created.Add(change.Name);
        watcher.Renamed += (_, change) => renamed.TrySetResult(change.Name);
        watcher.EnableRaisingEvents = true;

        await _room.SendAsync(EmailRoom.Hello());

        var name = await renamed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(Path.GetFileName(_room.Files().Single()), name);
        Assert.DoesNotContain(created, file => file!.EndsWith(".eml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_ascii_with_short_lines_whatever_the_mail_says()
    {
        await _room.SendAsync(new Mail("Ada", "ada@example.org", "Hello", new MailBody()
            .Paragraph(".\nFrom here on, žluťoučký kůň.").Paragraph(new string('x', 5000))));

        var bytes = await File.ReadAllBytesAsync(_room.Files().Single(), TestContext.Current.CancellationToken);
        Assert.True(Ascii.IsValid(bytes));
        Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task A_cancelled_mail_is_not_sent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _room.Sender.SendAsync(EmailRoom.Hello(), new CancellationToken(canceled: true)));

        Assert.Empty(_room.Files());
    }

    [Fact]
    public async Task A_mail_cancelled_while_it_is_written_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        using var room = new EmailRoom(replace: services =>
            services.AddSingleton<TimeProvider>(new CancellingClock(cancel, atReading: 2)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => room.Sender.SendAsync(EmailRoom.Hello(), cancel.Token));

        Assert.True(Directory.Exists(room.Folder));
        Assert.Empty(room.Files());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_and_the_mail_is_not_sent()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_room.ContentRoot, "App_Data"), "a file in the way", TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => _room.SendAsync(EmailRoom.Hello()));
    }

    /// <summary>The Date header is the first reading, the file name the second.</summary>
    private sealed class CancellingClock(CancellationTokenSource cancel, int atReading) : TimeProvider
    {
        private int _readings;

        public override DateTimeOffset GetUtcNow()
        {
            if (++_readings == atReading)
                cancel.Cancel();
            return System.GetUtcNow();
        }
    }
}
