using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Personal;

public abstract class ProfileTests(DatabaseServer server) : AccountTests(server)
{
    private const string Url = "/accounts/profile/";

    [Fact]
    public async Task The_name_at_the_top_leads_to_the_profile_where_it_is_changed_at_once()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var link = (await visitor.OpenAsync("/polls/")).QuerySelector(".account a.me")!.GetAttribute("href")!;
        Assert.Equal(Url, link);
        var form = await AccountForm.OpenAsync(visitor, link);
        Assert.Equal(("ada", ""), (form.ValueOf("Display name"), form.ValueOf("Time zone")));

        var page = await visitor.FollowAsync(
            await form.SubmitAsync(("Display name", " Ada, Countess of Lovelace 🎩 "), ("Time zone", "asia/kolkata")));

        Assert.Equal("Your profile is saved.", page.QuerySelector("main [role=status]")?.TextContent);
        Assert.Equal("Ada, Countess of Lovelace 🎩", page.QuerySelector(".account .who")?.TextContent);
        form = await AccountForm.OpenAsync(visitor, Url);
        Assert.Equal("Ada, Countess of Lovelace 🎩", form.ValueOf("Display name"));
        Assert.Equal("Asia/Kolkata", form.ValueOf("Time zone"));
        Assert.Equal("Asia/Kolkata", (await FindUserAsync("ada"))!.TimeZone);
        await LogOutAsync(visitor);
        await LogInAsync(visitor, "ada");
        Assert.Equal("Ada, Countess of Lovelace 🎩", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task The_tabs_of_the_account_begin_with_the_profile()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var tab = (await visitor.OpenAsync(Url)).QuerySelector("nav[aria-label='Your account'] a")!;

        Assert.Equal(("Profile", Url, "page"),
            (tab.TextContent, tab.GetAttribute("href"), tab.GetAttribute("aria-current")));
    }

    [Theory]
    [InlineData("password_change/done", "Password")]
    [InlineData("two-factor/enable", "Two-factor")]
    [InlineData("passkeys/add", "Passkeys")]
    [InlineData("delete", "Data")]
    public async Task A_page_without_a_tab_stands_below_another(string page, string tab)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var marked = (await visitor.OpenAsync($"/accounts/{page}/"))
            .QuerySelectorAll("nav[aria-label='Your account'] [aria-current]");

        Assert.Equal([(tab, "true")], marked.Select(link => (link.TextContent, link.GetAttribute("aria-current")!)));
    }

    [Fact]
    public async Task The_zone_can_be_chosen_from_a_list_and_left_to_the_site_again()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var page = await visitor.OpenAsync(Url);
        Assert.Contains("Europe/Berlin", page.QuerySelectorAll("#time-zones option").Select(o => o.GetAttribute("value")));
        await new AccountForm(visitor, page).SubmitAsync(("Display name", "ada"), ("Time zone", "Europe/Berlin"));
        Assert.Equal("Europe/Berlin", (await FindUserAsync("ada"))!.TimeZone);

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Display name", "ada"), ("Time zone", " "));

        Assert.Null((await FindUserAsync("ada"))!.TimeZone);
    }

    [Theory]
    [InlineData("Display name", "", "Enter a name.")]
    [InlineData("Display name", "   ", "Enter a name.")]
    [InlineData("Display name", "Ada\nLovelace", "A name is one line of letters, digits and marks.")]
    [InlineData("Display name", "Ada\u202Eecalevol", "A name is one line of letters, digits and marks.")]
    [InlineData("Time zone", "Mars/Base", "There is no such time zone. Choose one from the list, such as Europe/Berlin.")]
    [InlineData("Time zone", "../../etc/passwd", "There is no such time zone. Choose one from the list, such as Europe/Berlin.")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved(string label, string value, string error)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var typed = new Dictionary<string, string> { ["Display name"] = "Countess", ["Time zone"] = "Asia/Tokyo" };
        typed[label] = value;

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(
            [.. typed.Select(field => (field.Key, field.Value))]);

        Assert.Equal(error, form.ErrorOf(label));
        Assert.Equal(("ada", null), (await NameOfAsync("ada"), (await FindUserAsync("ada"))!.TimeZone));
    }

    [Fact]
    public async Task Two_things_that_are_wrong_are_both_told_at_once()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(
            ("Display name", ""), ("Time zone", "Mars/Base"));

        Assert.Equal("Enter a name.", form.ErrorOf("Display name"));
        Assert.StartsWith("There is no such time zone.", form.ErrorOf("Time zone"), StringComparison.Ordinal);
        Assert.Equal("Mars/Base", form.ValueOf("Time zone"));
        Assert.Null((await FindUserAsync("ada"))!.TimeZone);
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(
            ("Display name", new('x', 100_000)), ("Time zone", new('x', 65)));

        Assert.Equal("A name has at most 100 characters.", form.ErrorOf("Display name"));
        Assert.Equal("The name of a time zone has at most 64 characters.", form.ErrorOf("Time zone"));
    }

    [Fact]
    public async Task A_name_made_of_markup_is_shown_as_it_is()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Display name", "<b>Ada</b>"), ("Time zone", ""));

        Assert.Equal("<b>Ada</b>", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_new_zone_is_one_update_and_a_new_name_is_none()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var signals = Site.RecordAccounts();

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Display name", "Ada L"), ("Time zone", ""));
        Assert.Empty(signals.Names);
        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Display name", "Ada L"), ("Time zone", "Asia/Tokyo"));

        Assert.Equal(["user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.Update, signals.Once(AccountSignals.UserUpdated).Reason);
    }

    [Fact]
    public async Task Fields_that_the_form_does_not_have_change_nothing_and_nobody_elses_profile_is_touched()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await SignUpAsync(CreateVisitor(), "bob");
        var bob = (await FindUserAsync("bob"))!;
        var form = await AccountForm.OpenAsync(visitor, Url);

        await visitor.SubmitAsync(form.Form, ("Input.DisplayName", "Ada L"), ("Input.UserName", "root"),
            ("Input.Id", $"{bob.Id}"), ("Input.UserId", $"{bob.Id}"),
            ("Input.IsStaff", "true"),
            ("Input.AvatarSvg", "<svg/>"), ("id", $"{bob.Id}"));

        Assert.Equal(("Ada L", "bob"), (await NameOfAsync("ada"), await NameOfAsync("bob")));
        Assert.False((await FindUserAsync("ada"))!.IsStaff);
        Assert.Equal(0, await InScopeAsync(db => db.Set<Profile>().CountAsync(p => p.AvatarSvg == "<svg/>", Cancel)));
    }

    [Fact]
    public async Task Who_has_no_profile_yet_gets_one()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace");

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Display name", "Grace H"), ("Time zone", ""));

        Assert.Equal("Grace H", await NameOfAsync("grace"));
    }

    [Fact]
    public async Task Of_two_who_save_the_first_profile_at_once_both_succeed_and_the_later_name_stays()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace");
        var form = await AccountForm.OpenAsync(visitor, Url);
        var isFirst = true;
        using var other = Site.Services.GetRequiredService<ISignalHub>().On(ModelSignals.PreSave<Profile>())
            .Call(async (saved, _) =>
            {
                if (!isFirst)
                    return;
                isFirst = false;
                await SaveAsync(new Profile { UserId = saved.Entity.UserId, DisplayName = "The other" });
            });

        var page = await visitor.FollowAsync(await form.SubmitAsync(("Display name", "Grace H"), ("Time zone", "Asia/Tokyo")));

        Assert.Equal("Your profile is saved.", page.QuerySelector("main [role=status]")?.TextContent);
        Assert.False(isFirst);
        Assert.Equal("Grace H", await NameOfAsync("grace"));
        Assert.Equal("Asia/Tokyo", (await FindUserAsync("grace"))!.TimeZone);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_log_in_and_a_form_from_elsewhere_is_refused()
    {
        var response = await CreateVisitor().GetAsync(Url);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/accounts/login/", response.Headers.Location!.OriginalString, StringComparison.Ordinal);

        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Input.DisplayName", "Eve")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Url, content)).StatusCode);
        Assert.Equal("ada", await NameOfAsync("ada"));
    }

    private Task<string> NameOfAsync(string userName) => InScopeAsync(db => db.Set<Profile>()
        .Where(profile => db.Users.Any(user => user.Id == profile.UserId && user.UserName == userName))
        .Select(profile => profile.DisplayName).SingleAsync(Cancel));
}

public sealed class ProfileTestsOnSqlite() : ProfileTests(DatabaseServer.Sqlite);
