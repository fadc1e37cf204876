using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.Personal;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Admin;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Personal;

public abstract class MyDataTests(DatabaseServer server) : AccountTests(server)
{
    private const string Url = "/accounts/data/";

    [Fact]
    public async Task Whoever_gives_the_password_gets_a_file_with_what_the_site_knows()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await SignUpAsync(CreateVisitor(), "bob");
        await LogInAsync(CreateVisitor(), "ada", "not the password");
        var ada = (await FindUserAsync("ada"))!;
        await SaveAsync(new IdentityUserLogin<Guid>
        {
            LoginProvider = "Elsewhere",
            ProviderDisplayName = "Elsewhere, Inc.",
            ProviderKey = "s3cret-key",
            UserId = ada.Id,
        });
        using var signals = Site.RecordAccounts();

        var response = await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("mysite-data.json", response.Content.Headers.ContentDisposition?.FileName);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        using var file = JsonDocument.Parse(text);
        Assert.Equal("ada@example.org", file.RootElement.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal("ada", file.RootElement.GetProperty("profile")[0].GetProperty("displayName").GetString());
        Assert.Equal(["Password False", "Direct True"], file.RootElement.GetProperty("logIns").EnumerateArray()
            .Select(row => $"{row.GetProperty("method").GetString()} {row.GetProperty("succeeded").GetBoolean()}"));
        Assert.Contains("Elsewhere, Inc.", text, StringComparison.Ordinal);
        Assert.Equal(0, file.RootElement.GetProperty("administration").GetArrayLength());
        Assert.All(
            [ada.PasswordHash!, ada.SecurityStamp!, ada.ConcurrencyStamp!, "s3cret-key", "bob", "passwordHash", "stamp"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        // The right password ends the count of wrong ones, as at the log-in.
        Assert.Equal(["user_updated", "personal_data_asked"], signals.Names);
        Assert.Equal(UserUpdateReason.ResetAccessFailed, signals.Once(AccountSignals.UserUpdated).Reason);
        Assert.Equal(ada.Id, signals.Once(PersonalSignals.PersonalDataAsked).UserId);
    }

    [Fact]
    public async Task Staff_find_what_they_did_in_it_and_another_room_can_add_its_part()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
            .SetProperty(user => user.IsStaff, true).SetProperty(user => user.IsSuperuser, true), Cancel));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        await (await AdminForm.OpenAsync(visitor, "/admin/polls/tag/add/")).Type("Name", "autumn").SendAsync();
        using var heard = Site.Services.GetRequiredService<ISignalHub>().On(PersonalSignals.PersonalDataAsked)
            .Call(payload => payload.Data.Add("garden", "a rose"));

        var response = await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        using var file = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("a rose", file.RootElement.GetProperty("garden").GetString());
        Assert.NotEqual(0, file.RootElement.GetProperty("administration").GetArrayLength());
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_fails_the_whole()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var broken = Site.Services.GetRequiredService<ISignalHub>().On(PersonalSignals.PersonalDataAsked)
            .Call(_ => throw new TimeoutException());

        var response = await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Theory]
    [InlineData("", "Enter your password.")]
    [InlineData("not the password", AccountForm.NotThePassword)]
    public async Task Without_the_password_there_is_no_file(string password, string error)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(("Your password", password));

        Assert.Equal(error, form.ErrorOf("Your password"));
    }

    [Fact]
    public async Task A_visit_a_form_from_elsewhere_and_a_visitor_get_no_file()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Password", Password)]);

        Assert.Equal("text/html", (await visitor.GetAsync(Url)).Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Url, content)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync(Url)).StatusCode);
    }
}

public sealed class MyDataTestsOnSqlite() : MyDataTests(DatabaseServer.Sqlite);
