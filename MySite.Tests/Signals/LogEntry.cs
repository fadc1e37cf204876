using Microsoft.Extensions.Logging;

namespace MySite.Tests.Signals;

internal sealed record LogEntry(LogLevel Level, string Category, string Text, Exception? Error);
