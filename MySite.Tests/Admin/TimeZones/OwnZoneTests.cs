using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.TimeZones;

/// <summary>Who says where somebody lives, and when it holds.</summary>
public abstract class OwnZoneTests(DatabaseServer server) : ZoneSite(server)
{
    [Fact]
    public async Task Staff_without_any_permission_choose_their_own_and_it_holds_at_once()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);
        Assert.Equal("Times are in UTC", Text((await visitor.OpenAsync("/admin/")).QuerySelector(".zone-note")));
        var form = await AdminForm.OpenAsync(visitor, (await visitor.OpenAsync("/admin/"))
            .QuerySelector(".zone-note a")!.GetAttribute("href")!);
        Assert.Contains("Asia/Kolkata", form.Page.QuerySelectorAll("datalist option").Select(o => o.GetAttribute("value")));
        Assert.Equal("time-zones", form.Field("TimeZone").GetAttribute("list"));

        var page = await visitor.FollowAsync(await form.Type("TimeZone", "asia/kolkata").SendAsync());

        Assert.Equal("Times are in Asia/Kolkata now.", Text(page.QuerySelector("[role=status]")));
        Assert.Equal("Times are in Asia/Kolkata (UTC+5:30)", Text(page.QuerySelector(".zone-note")));
        Assert.Equal("Asia/Kolkata", (await UserAsync("grace")).TimeZone);

        page = await visitor.FollowAsync(await (await AdminForm.OpenAsync(visitor, OwnUrl)).Type("TimeZone", "").SendAsync());
        Assert.Equal("Times are in UTC", Text(page.QuerySelector(".zone-note")));
        Assert.Null((await UserAsync("grace")).TimeZone);
    }

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("/dev/zero")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    [InlineData("<script>")]
    public async Task What_is_no_zone_is_refused_at_its_field_and_what_was_typed_stays(string zone)
    {
        var visitor = await StaffInAsync("Europe/Berlin");

        var refused = await (await AdminForm.OpenAsync(visitor, OwnUrl)).Type("TimeZone", zone).SendInVainAsync();

        Assert.Equal("There is no such time zone. Choose one from the list, such as Europe/Berlin.", refused.ErrorOf("TimeZone"));
        Assert.Equal(zone, refused.Field("TimeZone").Value);
        Assert.Equal("Europe/Berlin", (await UserAsync("ada")).TimeZone);
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused_at_its_field()
    {
        var visitor = await StaffInAsync("Europe/Berlin");

        var refused = await (await AdminForm.OpenAsync(visitor, OwnUrl)).Type("TimeZone", new('x', 65)).SendInVainAsync();

        Assert.Equal("The name of a time zone has at most 64 characters.", refused.ErrorOf("TimeZone"));
    }

    [Fact]
    public async Task Those_who_may_change_users_set_it_for_others_who_have_it_within_a_minute()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);
        var url = $"/admin/accounts/user/{(await UserAsync("grace")).Id}/change/";
        var form = await AdminForm.OpenAsync(await StaffInAsync("Europe/Berlin"), url);

        var refused = await form.Type("TimeZone", "Mars/Base").SendInVainAsync();
        Assert.Equal("There is no such time zone. Choose one from the list, such as Europe/Berlin.", refused.ErrorOf("TimeZone"));
        await refused.Type("TimeZone", "Asia/Tokyo").SendAsync();

        // The cookie has it: no page asks the database for it.
        Assert.Equal("Times are in UTC", Text((await visitor.OpenAsync("/admin/")).QuerySelector(".zone-note")));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("Times are in Asia/Tokyo (UTC+9)", Text((await visitor.OpenAsync("/admin/")).QuerySelector(".zone-note")));
    }

    [Fact]
    public async Task Those_who_change_themselves_on_the_page_of_their_account_have_it_at_once()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        var form = await AdminForm.OpenAsync(visitor, $"/admin/accounts/user/{(await UserAsync("ada")).Id}/change/");
        Assert.Equal("Europe/Berlin", form.Field("TimeZone").Value);

        await form.Type("TimeZone", "America/New York").SendAsync();

        Assert.Equal(
            "Times are in America/New_York (UTC−4)", Text((await visitor.OpenAsync("/admin/")).QuerySelector(".zone-note")));
    }

    [Fact]
    public async Task Those_who_may_only_view_users_set_nobodys()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("eve", isStaff: true, permissions: "accounts.view_user");
        var ada = await Site.CreateSignedInVisitorAsync("ada");
        var url = $"/admin/accounts/user/{(await UserAsync("ada")).Id}/change/";

        var response = await (await AdminForm.OpenAsync(visitor, url)).SendAsync(("Input.TimeZone", "Asia/Tokyo"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.GetAsync(OwnUrl)).StatusCode);
        Assert.Null((await UserAsync("ada")).TimeZone);
    }

    [Fact]
    public async Task A_form_with_more_fields_than_the_zone_changes_nothing_but_the_zone()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);

        await (await AdminForm.OpenAsync(visitor, OwnUrl)).Type("TimeZone", "Asia/Tokyo").SendAsync(
            ("Input.IsSuperuser", "true"), ("Input.UserName", "root"), ("IsSuperuser", "true"));

        var grace = await UserAsync("grace");
        Assert.Equal((false, "Asia/Tokyo"), (grace.IsSuperuser, grace.TimeZone));
    }

    [Fact]
    public async Task Staff_who_have_chosen_none_read_the_times_of_the_site()
    {
        Site.With("Admin:TimeZone", "Europe/Berlin");
        await SaveAsync(new Question("late", At("2035-06-14 23:30")));
        var visitor = await Site.CreateSignedInVisitorAsync("ada", isStaff: true, isSuperuser: true);

        var page = await visitor.OpenAsync("/admin/polls/question/?pub_date=today");

        Assert.Contains("15 Jun 2035, 01:30", Texts(page, "td"));
        Assert.Equal("Times are in Europe/Berlin (UTC+2)", Text(page.QuerySelector(".zone-note")));
        Assert.Contains("Empty: Europe/Berlin", Text((await visitor.OpenAsync(OwnUrl)).QuerySelector(".hint")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_user_gets_a_zone_that_is_none_and_one_that_is_forgotten_hinders_nobody()
    {
        await Site.CreateSignedInVisitorAsync("grace", isStaff: true);
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var bob = new User { Id = Guid.CreateVersion7(Now), UserName = "bob", TimeZone = "Mars/Base" };
        var created = await users.CreateAsync(bob);
        Assert.Equal("InvalidTimeZone", Assert.Single(created.Errors).Code);

        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.TimeZone, "Mars/Base"), Cancel));
        var grace = (await users.FindByNameAsync("grace"))!;
        Assert.True((await users.AccessFailedAsync(grace)).Succeeded);
        grace.TimeZone = "Mars/Other";
        Assert.Equal("InvalidTimeZone", Assert.Single((await users.UpdateAsync(grace)).Errors).Code);
    }

    [Fact]
    public async Task A_zone_that_the_server_has_forgotten_is_taken_for_none()
    {
        var visitor = await StaffInAsync("Europe/Berlin");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.TimeZone, "Mars/Base"), Cancel));
        Clock.Advance(TimeSpan.FromMinutes(1.1));

        Assert.Equal("Times are in UTC", Text((await visitor.OpenAsync("/admin/")).QuerySelector(".zone-note")));
    }

    private Task<User> UserAsync(string name) =>
        InScopeAsync(db => db.Users.AsNoTracking().SingleAsync(user => user.UserName == name, Cancel));
}

public sealed class OwnZoneTestsOnSqlite() : OwnZoneTests(DatabaseServer.Sqlite);

public sealed class OwnZoneTestsOnPostgreSql() : OwnZoneTests(DatabaseServer.PostgreSql);
