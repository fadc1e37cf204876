using System.ComponentModel;

namespace MySite.Admin;

/// <summary>Values from texts that may come from anybody, the same wherever the server stands.</summary>
internal static class InvariantText
{
    /// <returns><see langword="null"/> if the text is none of the type.</returns>
    public static object? Read(Type type, string text)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }
}
