namespace MySite.Admin.History;

/// <summary>On a declaration whose pages record what they do themselves, because no save tells of it.</summary>
internal interface IOwnHistory;
