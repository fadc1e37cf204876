using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MySite.Data;

/// <summary>PostgreSQL's <c>timestamptz</c> keeps no offset, and Npgsql refuses one other than zero.</summary>
internal sealed class UtcOffsetConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(),
    stored => stored);
