namespace MySite.Tests.Admin.Library;

internal enum Binding
{
    Paper,
    Leather,
}
