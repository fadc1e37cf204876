namespace MySite.Admin.Forms;

/// <summary>An object that was saved in a pop-up.</summary>
/// <param name="Done">What was done: <c>added</c> or <c>changed</c>.</param>
/// <param name="Key">Its key, as forms carry it.</param>
/// <param name="Text">What people call it.</param>
internal sealed record SavedObject(string Done, string Key, string Text);
