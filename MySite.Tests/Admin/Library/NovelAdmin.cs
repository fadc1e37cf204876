using MySite.Admin.Models;

namespace MySite.Tests.Admin.Library;

internal sealed class NovelAdmin : ModelAdmin<Novel>
{
    public NovelAdmin()
    {
        Fields("", novel => novel.Title, novel => novel.Slug, novel => novel.Author, novel => novel.Editor,
            novel => novel.Finder);
        RawIds(novel => novel.Editor);
        ReadOnlyFields(novel => novel.Finder);
        Prepopulate(novel => novel.Slug, from: novel => novel.Title);
        Inline(novel => novel.Editions, edition => edition.Year, edition => edition.Binding, edition => edition.Foreword);
    }
}
