namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to one entity type, as of one version of the hub.</summary>
/// <param name="Type">The type that senders are matched by.</param>
/// <param name="Saves">Those with receivers of pre_save or post_save.</param>
/// <param name="Deletes">Those with receivers of pre_delete or post_delete.</param>
internal sealed record EntityListeners(Type Type, EntitySender[] Saves, EntitySender[] Deletes);
