namespace MySite.Signals.Testing;

/// <summary>Marks an async flow, and what it starts, as one that a recorder listens to.</summary>
internal sealed class FlowMark
{
    private static readonly AsyncLocal<FlowMark?> Innermost = new();
    private readonly FlowMark? _outer = Innermost.Value;

    private FlowMark()
    {
    }

    public static FlowMark Begin() => Innermost.Value = new FlowMark();

    public bool IsHere
    {
        get
        {
            for (var mark = Innermost.Value; mark is not null; mark = mark._outer)
                if (mark == this)
                    return true;
            return false;
        }
    }

    public void End()
    {
        if (Innermost.Value == this)
            Innermost.Value = _outer;
    }
}
