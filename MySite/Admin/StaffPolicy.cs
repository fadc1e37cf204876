namespace MySite.Admin;

internal static class StaffPolicy
{
    public const string Name = "Staff";
}
