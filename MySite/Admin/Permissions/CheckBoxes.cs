namespace MySite.Admin.Permissions;

/// <summary>A choice of many, in sections, which <c>_CheckBoxes</c> draws.</summary>
internal sealed record CheckBoxes(string Name, string Title, string Hint, ILookup<string, CheckBox> Sections)
{
    public string Id => Name.Replace('.', '_');
}
