namespace MySite.Toolbar;

internal sealed record LogLine(string Level, string Category, string Text);
