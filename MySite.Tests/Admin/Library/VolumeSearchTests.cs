using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

public abstract class VolumeSearchTests(DatabaseServer server) : LibrarySite(server)
{
    [Theory]
    [InlineData("art", "The ART of war")]
    [InlineData("war", "The ART of war")]
    [InlineData("the art war", "The ART of war")]
    [InlineData("\"art of\"", "The ART of war")]
    [InlineData("\"art war\"", "")]
    [InlineData("ar", "")]
    [InlineData("warts", "Warts, and all")]
    [InlineData("ALL", "Warts, and all")]
    [InlineData("what's", "What's Öl?")]
    [InlineData("what", "What's Öl?")]
    [InlineData("öl", "What's Öl?")]
    [InlineData("?", "What's Öl?")]
    public async Task A_whole_word_stands_between_spaces_or_marks(string words, string found) =>
        Assert.Equal(found, await FindAsync(words));

    [Theory]
    [InlineData("q-1", "The ART of war")]
    [InlineData("Q-17", "The ART of war")]
    [InlineData("Q-", "The ART of war|Warts, and all")]
    [InlineData("-17", "")]
    [InlineData("Q_17", "")]
    [InlineData("\"x 3\"", "What's Öl?")]
    public async Task A_text_that_must_begin_with_the_word_is_not_found_by_its_middle(string words, string found) =>
        Assert.Equal(found, await FindAsync(words));

    [Theory]
    [InlineData("978-1", "The ART of war")]
    [InlineData("978-10", "Warts, and all")]
    [InlineData("978", "")]
    [InlineData("978-1%", "")]
    [InlineData("ABX", "What's Öl?")]
    public async Task A_text_that_must_be_the_word_is_not_found_by_a_part(string words, string found) =>
        Assert.Equal(found, await FindAsync(words));

    private async Task<string> FindAsync(string words)
    {
        await StoreAsync(
            new Volume { Title = "The ART of war", Code = "Q-17", Isbn = "978-1" },
            new Volume { Title = "Warts, and all", Code = "Q-2", Isbn = "978-10" },
            new Volume { Title = "What's Öl?", Code = "X 3", Isbn = "abx" });
        var page = await (await SuperuserAsync()).OpenAsync($"{Volumes}?q={Uri.EscapeDataString(words)}");
        return string.Join('|', First(page));
    }
}

public sealed class VolumeSearchTestsOnSqlite() : VolumeSearchTests(DatabaseServer.Sqlite);

public sealed class VolumeSearchTestsOnPostgreSql() : VolumeSearchTests(DatabaseServer.PostgreSql);
