namespace MySite.Admin.Models;

/// <content>Who may do what.</content>
internal abstract partial class ModelAdmin
{
    /// <summary>What can be allowed: <c>default_permissions</c>. The rest is allowed to nobody.</summary>
    public virtual IReadOnlyList<ModelAction> DefaultPermissions => Enum.GetValues<ModelAction>();

    /// <summary>The permission that <paramref name="action"/> takes: <c>polls.change_question</c>.</summary>
    public string Permission(ModelAction action) => $"{App}.{Enum.GetName(action)!.ToLowerInvariant()}_{Name}";
}
