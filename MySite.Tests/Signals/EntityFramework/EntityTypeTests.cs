using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public sealed class EntityTypeTests : ModelSignalTests
{
    [Fact]
    public async Task T56_A_receiver_of_a_base_type_does_not_hear_a_derived_entity()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var authors = library.Hear(ModelSignals.PostSave<Author>());
        var editors = library.Hear(ModelSignals.PostSave<Editor>());
        library.Context.Add(new Editor { Name = "Eve" });

        await library.SaveAsync();

        Assert.Empty(authors);
        Assert.Single(editors);
    }

    [Fact]
    public async Task A_receiver_that_includes_derived_types_hears_them_once_each()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var heard = new List<string>();
        library.Hub.On(ModelSignals.PreSave<Author>()).IncludingDerived().Call(save => heard.Add(save.Entity.Name));
        library.Context.AddRange(new Editor { Name = "Eve" }, new Author { Name = "Ann" }, new Tag { Name = "no" });

        await library.SaveAsync();

        Assert.Equal(["Ann", "Eve"], heard.Order());
    }

    [Fact]
    public async Task One_receiver_can_hear_everything()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var heard = new List<Type>();
        library.Hub.On(ModelSignals.PostSave<object>()).IncludingDerived().Call(save => heard.Add(save.Entity.GetType()));
        library.Context.AddRange(new Editor { Name = "Eve" }, new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Equal([typeof(Editor), typeof(Tag)], heard.OrderBy(type => type.Name));
    }

    [Fact]
    public async Task An_interface_is_heard_like_a_base_type()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var heard = new List<string>();
        library.Hub.On(ModelSignals.PostSave<INamed>()).IncludingDerived().Call(save => heard.Add(save.Entity.Name));
        library.Context.AddRange(new Editor { Name = "Eve" }, new Tag { Name = "t" }, new Shelf());

        await library.SaveAsync();

        Assert.Equal(["Eve", "t"], heard.Order());
    }

    [Fact]
    public async Task One_derived_type_can_be_picked()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var heard = new List<string>();
        library.Hub.On(ModelSignals.PostSave<Author>()).From(typeof(Editor)).Call(save => heard.Add(save.Entity.Name));
        library.Context.AddRange(new Editor { Name = "Eve" }, new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["Eve"], heard);
    }

    [Fact]
    public async Task A_derived_entity_that_is_deleted_is_matched_the_same_way()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        var editor = await library.StoreAsync(new Editor { Name = "Eve" });
        var exact = library.Hear(ModelSignals.PostDelete<Author>());
        var all = new List<object>();
        library.Hub.On(ModelSignals.PreDelete<Author>()).IncludingDerived().Call(delete => all.Add(delete.Entity));
        library.Context.Remove(editor);

        await library.SaveAsync();

        Assert.Empty(exact);
        Assert.Same(editor, Assert.Single(all));
    }

    [Fact]
    public async Task Connecting_and_disconnecting_take_effect_with_the_next_save()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        library.Context.Add(new Author { Name = "1" });
        await library.SaveAsync();

        var connection = library.Hub.On(ModelSignals.PostSave<Author>()).Call(save => library.Calls.Add(save.Entity.Name));
        library.Context.Add(new Author { Name = "2" });
        await library.SaveAsync();

        connection.Dispose();
        library.Context.Add(new Author { Name = "3" });
        await library.SaveAsync();

        Assert.Equal(["2"], library.Calls);
    }

    [Fact]
    public void A_signal_of_one_entity_type_is_always_the_same_and_shows_the_type()
    {
        Assert.Same(ModelSignals.PostSave<Author>(), ModelSignals.PostSave<Author>());
        Assert.Equal("post_save · Author", ModelSignals.PostSave<Author>().ToString());
        Assert.Equal(
            ["pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"],
            [
                ModelSignals.PreSave<Author>().Name,
                ModelSignals.PostSave<Author>().Name,
                ModelSignals.PreDelete<Author>().Name,
                ModelSignals.PostDelete<Author>().Name,
                ModelSignals.M2MChanged<Article, Tag>().Name,
            ]);
    }
}
