namespace MySite.Tests.Admin.Library;

internal enum Genre
{
    Novel,
    ShortStory,
    Poetry,
}
