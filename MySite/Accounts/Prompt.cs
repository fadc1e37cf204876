namespace MySite.Accounts;

/// <summary>Questions on the terminal. Where there is none, an empty answer lets the validators say what is missing.</summary>
internal static class Prompt
{
    public static string Ask(string label)
    {
        Console.Write($"{label}: ");
        return Console.ReadLine() ?? "";
    }

    /// <returns><see langword="null"/> if the two differ and there is nobody to ask again.</returns>
    public static string? AskSecretTwice(string label)
    {
        while (true)
        {
            var (first, second) = (AskSecret(label), AskSecret($"{label} (again)"));
            if (first == second)
                return first;
            Console.Error.WriteLine("The two passwords are not the same.");
            if (Console.IsInputRedirected)
                return null;
        }
    }

    private static string AskSecret(string label)
    {
        Console.Write($"{label}: ");
        if (Console.IsInputRedirected)
            return Console.ReadLine() ?? "";

        var secret = "";
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                secret = secret.Length > 0 ? secret[..^1] : "";
            else if (!char.IsControl(key.KeyChar))
                secret += key.KeyChar;
        }
        Console.WriteLine();
        return secret;
    }
}
