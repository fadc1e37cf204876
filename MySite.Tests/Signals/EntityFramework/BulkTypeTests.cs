using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Which entity type a statement on many rows is announced under.</summary>
public sealed class BulkTypeTests : ModelSignalTests
{
    private static readonly Dictionary<string, (string Expected, Func<BooksContext, int> Run)> Statements = new()
    {
        ["a derived type"] = ("Update Editor Desk", context => context.Set<Editor>()
            .ExecuteUpdate(set => set.SetProperty(editor => editor.Desk, "d"))),
        ["a derived type, narrowed"] = ("Delete Editor", context => context.Authors.OfType<Editor>().ExecuteDelete()),
        ["a base type, of which derived rows are some"] = ("Update Author Name", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => author.Name, "n"))),
        ["a property by its name"] = ("Update Author Name", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => EF.Property<string>(author, "Name"), "n"))),
        ["a property of a converted entity"] = ("Update Editor Name", context => context.Set<Editor>()
            .ExecuteUpdate(set => set.SetProperty(editor => ((Author)editor).Name, "n"))),
        ["some of them"] = ("Delete Article", context => context.Articles
            .OrderBy(article => article.Id).Skip(0).Take(5).ExecuteDelete()),
        ["an entity inside a result"] = ("Update Author Name", context => context.Authors
            .Select(author => new { author, Long = author.Name + "!" })
            .ExecuteUpdate(set => set.SetProperty(row => row.author.Name, row => row.Long))),
        ["one side of a join"] = ("Update Article Title", context => context.Articles
            .Join(context.Authors, article => article.AuthorId, author => author.Id, (article, author) => new { article, author })
            .ExecuteUpdate(set => set.SetProperty(row => row.article.Title, row => row.author.Name))),
        ["the other side of a join"] = ("Update Author Name", context => context.Articles
            .Join(context.Authors, article => article.AuthorId, author => author.Id, (article, author) => new { article, author })
            .ExecuteUpdate(set => set.SetProperty(row => row.author.Name, row => row.article.Title))),
        ["what a navigation leads to"] = ("Update Author Name", context => context.Articles
            .ExecuteUpdate(set => set.SetProperty(article => article.Author!.Name, "n"))),
        ["what a navigation leads to, deleted"] = ("Delete Author", context => context.Articles
            .Select(article => article.Author!).ExecuteDelete()),
        ["the many that a navigation leads to"] = ("Delete Article", context => context.Authors
            .SelectMany(author => author.Articles).ExecuteDelete()),
        ["an owned value"] = ("Update Author Address.City", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => author.Address!.City, "c"))),
        ["an owned value inside one"] = ("Update Author Address.Position.Latitude", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => author.Address!.Position!.Latitude, 1))),
        ["owned values alone"] = ("Update Author Address.City", context => context.Authors
            .Select(author => author.Address!).ExecuteUpdate(set => set.SetProperty(address => address.City, "c"))),
        ["an owned collection"] = ("Update Author Phones", context => context.Authors
            .SelectMany(author => author.Phones).ExecuteDelete()),
        ["a property of an owned collection"] = ("Update Author Phones.Number", context => context.Authors
            .SelectMany(author => author.Phones).ExecuteUpdate(set => set.SetProperty(phone => phone.Number, "1"))),
        ["part of a complex value"] = ("Update Author Taste.Sound.Volume", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => author.Taste.Sound.Volume, 3))),
        ["a complex value"] = ("Update Author Taste", context => context.Authors
            .ExecuteUpdate(set => set.SetProperty(author => author.Taste, new Taste { Color = "red" }))),
        ["an entity that joins two others"] = ("Delete Standing", context => context.Set<Standing>().ExecuteDelete()),
        ["rows that join two others"] = ("Delete ArticleTag", context => context
            .Set<Dictionary<string, object>>("ArticleTag").ExecuteDelete()),
        ["a property of such rows"] = ("Update ArticleTag TagsId", context => context
            .Set<Dictionary<string, object>>("ArticleTag")
            .ExecuteUpdate(set => set.SetProperty(row => row["TagsId"], row => row["TagsId"]))),
        ["entities from raw SQL"] = ("Update Tag Name", context => context.Tags
            .FromSql($"SELECT * FROM \"Tags\"").ExecuteUpdate(set => set.SetProperty(tag => tag.Name, "n"))),
        ["a filtered type"] = ("Delete Comment", context => context.Set<Comment>().IgnoreQueryFilters().ExecuteDelete()),
    };

    public static TheoryData<string> Names => [.. Statements.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task E25_A_statement_is_announced_under_the_type_whose_rows_it_changes(string name)
    {
        await using var library = await OpenAsync();
        var heard = new List<string>();
        library.Hub.On(ModelSignals.BulkChanged<object>()).IncludingDerived().Call(change => heard.Add(
            $"{change.Kind} {change.EntityType.ShortName()} {string.Join(",", change.UpdateFields ?? new HashSet<string>())}"));

        Assert.True(Statements[name].Run(library.Context) > 0);

        Assert.Equal(Statements[name].Expected, Assert.Single(heard).Trim());
    }

    [Fact]
    public async Task A_receiver_of_a_base_type_hears_a_derived_one_only_on_request()
    {
        await using var library = await OpenAsync();
        var exact = library.Hear(ModelSignals.BulkChanged<Author>());
        var editors = library.Hear(ModelSignals.BulkChanged<Editor>());
        var all = new List<int>();
        library.Hub.On(ModelSignals.BulkChanged<Author>()).IncludingDerived().Call(change => all.Add(change.Rows));

        await library.Context.Set<Editor>().ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        Assert.Empty(exact);
        Assert.Equal(1, Assert.Single(editors).Rows);
        Assert.Equal([1], all);
    }

    private static async Task<Library> OpenAsync()
    {
        var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var article = await library.StoreAsync(new Article
        {
            Title = "A",
            Author = new Editor
            {
                Name = "Eve",
                Address = new Address { City = "Oslo", Position = new Position { Latitude = 59 } },
                Phones = { new Phone { Number = "0" } },
            },
            Tags = { new Tag { Name = "t" } },
            Shelves = { new Shelf() },
        });
        await library.StoreAsync(new Comment { ArticleId = article.Id, Hidden = true });
        library.Context.ChangeTracker.Clear();
        return library;
    }
}
