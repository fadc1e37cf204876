namespace MySite.Admin.Models;

/// <summary>What a member of staff may be allowed to do with the objects of a model: Django's four permissions.</summary>
internal enum ModelAction
{
    View,
    Add,
    Change,
    Delete,
}
