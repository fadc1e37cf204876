namespace MySite.Admin.SignalMap;

/// <summary>The numbers of pages that are offered: the first, those around the one that is open, and the last.</summary>
internal static class PageNumbers
{
    private const int Around = 2;

    /// <returns>Numbers from 1; 0 where some are left out.</returns>
    public static IReadOnlyList<int> Of(int open, int pages)
    {
        List<int> numbers = [];
        foreach (var number in Enumerable.Range(1, pages).Where(number =>
            number == 1 || number == pages || Math.Abs(number - open) <= Around))
        {
            if (numbers is [.., var last] && number > last + 1)
                numbers.Add(0);
            numbers.Add(number);
        }
        return numbers;
    }
}
