using MySite.Admin.Models;

namespace MySite.Admin.Permissions;

/// <summary>One thing that can be allowed: an action on the objects of a model.</summary>
internal sealed class Permission(ModelAdmin model, ModelAction action)
{
    public ModelAdmin Model => model;

    public ModelAction Action => action;

    /// <summary>What is stored: <c>polls.add_question</c>.</summary>
    public string Code { get; } = model.Permission(action);

    /// <summary><c>Can add question</c>.</summary>
    public string Name { get; } = $"Can {Enum.GetName(action)!.ToLowerInvariant()} {model.Title}";

    /// <summary>Whose objects it is about: <c>Polls · question</c>.</summary>
    public string Section { get; } = $"{ModelAdmin.TitleOf(model.App)} · {model.Title}";

    /// <summary>In full, as Django shows it: <c>Polls · question · Can add question</c>.</summary>
    public string Title => $"{Section} · {Name}";
}
