using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

/// <summary>One thing that can be allowed: an action on the objects of a model, or something of its own.</summary>
internal sealed class Permission(string code, string name, string section)
{
    public Permission(ModelAdmin model, ModelAction action)
        : this(
            model.Permission(action), $"Can {Enum.GetName(action)!.ToLowerInvariant()} {model.Title}",
            $"{ModelAdmin.TitleOf(model.App)} · {model.Title}") => Model = model;

    /// <summary><see langword="null"/> if it belongs to none.</summary>
    public ModelAdmin? Model { get; }

    /// <summary>What is stored: <c>polls.add_question</c>.</summary>
    public string Code => code;

    /// <summary><c>Can add question</c>.</summary>
    public string Name => name;

    /// <summary>Whose objects it is about: <c>Polls · question</c>.</summary>
    public string Section => section;

    /// <summary>In full, as Django shows it: <c>Polls · question · Can add question</c>.</summary>
    public string Title => $"{Section} · {Name}";
}
