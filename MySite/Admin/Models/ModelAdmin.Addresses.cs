namespace MySite.Admin.Models;

/// <content>Where the pages of a model are.</content>
internal abstract partial class ModelAdmin
{
    /// <summary>The model as permissions and scripts name it: <c>polls.question</c>.</summary>
    public string Label => $"{App}.{Name}";

    /// <summary>The change list.</summary>
    public virtual string Url => $"/admin/{App}/{Name}/";

    /// <summary>Whether its objects are added and changed by pages of its own, which cannot report to a form.</summary>
    public virtual bool HasOwnPages => false;

    /// <summary>A page of one object: <c>change</c>, <c>history</c>, <c>delete</c>.</summary>
    public virtual string UrlOf(string key, string page = "change") => $"{Url}{Uri.EscapeDataString(key)}/{page}/";
}
