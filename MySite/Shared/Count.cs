using System.Globalization;

namespace MySite.Shared;

/// <summary>A number with its noun: "0 votes", "1 vote", "1,893 votes".</summary>
internal static class Count
{
    public static string Of(long number, string noun) => Of(number, noun, noun + "s");

    public static string Of(long number, string one, string many) =>
        string.Create(CultureInfo.GetCultureInfo("en-US"), $"{number:N0} {(number == 1 ? one : many)}");
}
