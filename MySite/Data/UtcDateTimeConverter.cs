using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MySite.Data;

/// <summary>
/// Stores an instant as UTC text, "2026-11-24 09:30:00.1234567". SQLite has no type for it, and EF Core neither sorts
/// nor compares its default text, which carries an offset. UTC text sorts as the instants do, keeps every tick (EF
/// Core's own binary converter drops the last digits) and stays readable to people and to SQLite's date functions.
/// </summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
