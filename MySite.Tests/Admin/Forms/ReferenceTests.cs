using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Tests.Admin.Library;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>Fields that refer to one object of another model.</summary>
public sealed class ReferenceTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Add = "/admin/library/novel/add/";
    private const string Lookup = "/admin/library/writer/lookup/";
    private Visitor? _boss;

    [Fact]
    public async Task A_raw_id_is_a_key_with_the_name_beside_it_and_a_way_to_look_it_up()
    {
        var (austen, _, novel) = await StoreAsync();
        var form = await OpenAsync($"/admin/library/novel/{novel}/change/");
        Assert.Equal(("1", "Austen"), (form["Editor"], Beside(form, "Editor", "[data-chosen]")));
        Assert.Equal(Lookup, Place(form, "Editor").QuerySelectorAll("a").Single(link => link.TextContent == "Look up")
            .GetAttribute("href"));

        await form.Set(("Editor", "2")).SavedAsync();
        Assert.Equal("Stoker", (await StoredAsync()).Editor?.Name);
        await (await OpenAsync($"/admin/library/novel/{novel}/change/")).Set(("Editor", "")).SavedAsync();
        Assert.Null((await StoredAsync()).Editor);
        Assert.Equal(1, austen);
    }

    [Theory]
    [InlineData("999")]
    [InlineData("Austen")]
    [InlineData("99999999999999999999")]
    [InlineData("1,2")]
    public async Task An_id_that_nobody_has_is_an_error_at_its_field(string id)
    {
        var (_, _, novel) = await StoreAsync();
        var form = await OpenAsync($"/admin/library/novel/{novel}/change/");

        var refused = await form.Set(("Title", "Persuasion"), ("Editor", id)).RefusedAsync();

        Assert.Equal(["Editor: There is no editor with this id."], refused.Errors);
        Assert.Equal(("Emma", "Austen"), ((await StoredAsync()).Title, (await StoredAsync()).Editor?.Name));
    }

    [Fact]
    public async Task The_lookup_finds_by_name_and_shows_the_keys_to_those_who_may_see_them()
    {
        await StoreAsync();
        var page = await (await BossAsync()).OpenAsync($"{Lookup}?q=STO");
        Assert.Equal(["2 Stoker"], page.QuerySelectorAll("tbody tr").Select(row =>
            $"{row.Children[0].TextContent} {row.Children[1].TextContent}"));
        Assert.True(page.QuerySelector("button[data-saved]")!.HasAttribute("hidden"));
        Assert.Equal(2, (await (await BossAsync()).OpenAsync(Lookup)).QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await (await BossAsync()).OpenAsync($"{Lookup}?q=%00")).QuerySelectorAll("tbody tr"));

        var clerk = await Site.CreateSignedInVisitorAsync("clerk", isStaff: true, permissions: "library.change_novel");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(Lookup)).StatusCode);
    }

    [Fact]
    public async Task A_reference_is_chosen_from_a_list_and_what_is_chosen_can_be_changed_beside_it()
    {
        var (_, stoker, novel) = await StoreAsync();
        var form = await OpenAsync($"/admin/library/novel/{novel}/change/");
        var select = Assert.IsAssignableFrom<IHtmlSelectElement>(form.Form.QuerySelector("#Author"));
        Assert.Equal(["---------", "Austen", "Stoker"], select.Options.Select(option => option.Text));
        Assert.True(Place(form, "Author").QuerySelector("[data-address]")!.HasAttribute("hidden"));

        await form.Set(("Author", $"{stoker}")).SavedAsync();

        form = await OpenAsync($"/admin/library/novel/{novel}/change/");
        Assert.Equal(
            ["/admin/library/writer/2/change/?_popup=1", "/admin/library/writer/add/?_popup=1"],
            Place(form, "Author").QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_reference_that_is_read_only_is_shown_by_name_and_taken_from_no_form()
    {
        var (_, stoker, novel) = await StoreAsync();
        await InScopeAsync(async db =>
        {
            (await db.Set<Novel>().SingleAsync(Cancel)).Finder = await db.Set<Writer>().FindAsync([stoker], Cancel);
            return await db.SaveChangesAsync(Cancel);
        });
        var form = await OpenAsync($"/admin/library/novel/{novel}/change/");
        Assert.Equal("Stoker", form.Form.QuerySelector("output")!.TextContent);

        await form.Set(("Finder", "1"), ("initial.Finder", "2")).SavedAsync();

        Assert.Equal("Stoker", (await StoredAsync()).Finder?.Name);
    }

    [Fact]
    public async Task New_rows_have_the_same_to_choose_from_as_stored_ones()
    {
        await StoreAsync();
        var form = await OpenAsync(Add);
        var rows = form.Form.QuerySelectorAll<IHtmlSelectElement>("select[name$=Foreword], select[name$=Binding]");
        Assert.Equal(
            ["--------- Paper Leather", "--------- Austen Stoker"],
            rows.Take(2).Select(select => string.Join(' ', select.Options.Select(option => option.Text))));

        await form.Set(
            ("Title", "Emma"), ("Slug", "emma"), ("Editions-0-Year", "1815"), ("Editions-0-Binding", "Leather"),
            ("Editions-0-Foreword", "2")).SavedAsync();

        var edition = await InScopeAsync(db => db.Set<Edition>().Include(each => each.Foreword).SingleAsync(Cancel));
        Assert.Equal((1815, Binding.Leather, "Stoker"), (edition.Year, edition.Binding, edition.Foreword?.Name));
    }

    [Fact]
    public async Task A_slug_is_made_only_where_there_is_none_yet()
    {
        var (_, _, novel) = await StoreAsync();

        Assert.Equal("Title", (await OpenAsync(Add)).Field("Slug").GetAttribute("data-slug-of"));
        Assert.Equal("", (await OpenAsync($"/admin/library/novel/{novel}/change/")).Field("Slug").GetAttribute("data-slug-of"));
    }

    protected override SiteFactory CreateSite(TestDatabase database) => WithLibrary.Add(base.CreateSite(database));

    private static IElement Place(AdminForm form, string field) => form.Form.QuerySelector($"#{field}")!.Closest(".related")!;

    private static string? Beside(AdminForm form, string field, string what) =>
        Place(form, field).QuerySelector(what)?.TextContent;

    private async Task<Visitor> BossAsync() =>
        _boss ??= await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);

    private async Task<AdminForm> OpenAsync(string url) => await AdminForm.OpenAsync(await BossAsync(), url);

    private async Task<(int Austen, int Stoker, int Novel)> StoreAsync()
    {
        await InScopeAsync(WithLibrary.CreateTablesAsync);
        var (austen, stoker) = (new Writer("Austen"), new Writer("Stoker"));
        await SaveAsync(austen);
        await SaveAsync(stoker);
        var novel = new Novel("Emma") { Slug = "emma", Editor = austen };
        await InScopeAsync(db =>
        {
            db.AttachRange(austen, stoker);
            db.Add(novel);
            return db.SaveChangesAsync(Cancel);
        });
        return (austen.Id, stoker.Id, novel.Id);
    }

    private Task<Novel> StoredAsync() => InScopeAsync(db => db.Set<Novel>()
        .Include(novel => novel.Author).Include(novel => novel.Editor).Include(novel => novel.Finder).SingleAsync(Cancel));
}
