using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public sealed class SampleDataTests() : PollsTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData("Development", "", 3)]
    [InlineData("Development", "false", 0)]
    [InlineData("Production", "", 0)]
    [InlineData("Production", "true", 3)]
    public async Task An_empty_database_gets_samples_in_development_unless_told_otherwise(
        string environment, string setting, int polls)
    {
        await using var site = new SiteFactory(Database) { Environment = environment }
            .With("Polls:SampleData", setting);

        Assert.Equal(polls, (await IndexPage.OpenAsync(new Visitor(site))).Cards.Count);
    }
}
