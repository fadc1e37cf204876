using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.SignalMap;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Tests.Admin.SignalMap;

public sealed class SignalAddressTests : SignalSite
{
    private static readonly Signal<int> Twin = new("twin");
    private static readonly Signal<int> Other = new("twin");
    private static readonly Signal<int> Live = new("live");

    [Fact]
    public async Task Two_signals_of_one_name_have_each_a_page_of_their_own()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Twin, 1, "first");
        await SendAsync(Other, 1, "second");
        await SendAsync(Other, 1, "third");

        var page = await visitor.OpenAsync("/admin/signals/");
        var links = page.QuerySelectorAll(".map th a").Where(link => Text(link) == "twin").ToArray();
        var pages = await Task.WhenAll(links.Select(link => visitor.OpenAsync(link.GetAttribute("href")!)));

        Assert.Equal(["1", "2"], pages.Select(each => Text(each.QuerySelector(".facts dd"))).Order());
        Assert.Contains(pages, each => Texts(each, ".recents a") is ["third", "second"]);
        var trace = await visitor.OpenAsync(Link(pages.Single(each => Texts(each, ".recents a") is ["first"]), "first"));
        Assert.Contains(Link(trace, "twin"), links.Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_signal_that_is_called_like_a_page_does_not_hide_behind_it()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Live);

        var page = await visitor.OpenAsync("/admin/signals/");
        var link = page.QuerySelectorAll(".map th a").Single(each => Text(each) == "live").GetAttribute("href")!;

        Assert.Equal("/admin/signals/live-2/", link);
        Assert.Equal("live", Text((await visitor.OpenAsync(link)).QuerySelector("h1")));
    }

    [Fact]
    public void Links_of_one_model_with_two_others_are_told_apart_by_the_other()
    {
        var addresses = new SignalAddresses(Site.Services.GetRequiredService<ISignalHub>());

        Assert.Equal("m2m_changed.Question.User", addresses.SlugOf(ModelSignals.M2MChanged<Question, MySite.Accounts.User>()));
        Assert.Equal("m2m_changed.Question.Tag", addresses.SlugOf(ModelSignals.M2MChanged<Question, Tag>()));
        Assert.Equal("m2m_changed · Question · Tag", SignalName.Of(ModelSignals.M2MChanged<Question, Tag>()));
        Assert.Equal("/admin/signals/post_save.Question/", addresses.UrlOf(ModelSignals.PostSave<Question>()));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 2, "1 2")]
    [InlineData(1, 1000, "1 2 3 0 1000")]
    [InlineData(500, 1000, "1 0 498 499 500 501 502 0 1000")]
    [InlineData(4, 7, "1 2 3 4 5 6 7")]
    [InlineData(1000, 1000, "1 0 998 999 1000")]
    public void Of_many_pages_a_few_are_offered(int open, int pages, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', PageNumbers.Of(open, pages)));
}
