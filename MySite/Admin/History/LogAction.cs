namespace MySite.Admin.History;

/// <summary>What was done to an object. The numbers are stored, and are Django's.</summary>
internal enum LogAction
{
    Added = 1,
    Changed = 2,
    Deleted = 3,
}
