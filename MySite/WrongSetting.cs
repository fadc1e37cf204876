using Microsoft.Extensions.Options;

namespace MySite;

/// <summary>Turns what a wrong setting throws into the one line that a person needs.</summary>
internal static class WrongSetting
{
    public static string? Describe(Exception error) => error switch
    {
        AggregateException all when all.InnerExceptions.All(inner => Describe(inner) is not null) =>
            string.Join(' ', all.InnerExceptions.Select(Describe)),
        OptionsValidationException wrong => "Wrong setting: " + OneLine(string.Join(' ', wrong.Failures)),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable =>
            "Wrong setting: " + OneLine(unreadable.Message),
        _ => null,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
