using System.Globalization;
using System.Text;

namespace MySite.Benchmarks.Growth;

/// <summary>Lines over sizes, both axes logarithmic, as an SVG that follows the light or dark of whoever looks at it.</summary>
internal sealed class Plot(string axis, int[] sizes, PlotPanel[] panels)
{
    private const int PanelWidth = 460;
    private const int Left = 64;
    private const int Right = 44;
    private const int Top = 40;
    private const int Height = 400;
    private const int Bottom = 300;

    private const string Style =
        """
        <style>
          svg { --surface: #fcfcfb; --ink: #0b0b0b; --muted: #52514e; --grid: #e1e0d9;
            --c0: #2a78d6; --c1: #1baf7a; --c2: #b26d00; --c3: #4a3aa7; }
          @media (prefers-color-scheme: dark) {
            svg { --surface: #1a1a19; --ink: #ffffff; --muted: #c3c2b7; --grid: #383835;
              --c0: #5aa2f0; --c1: #2cc48d; --c2: #e0a030; --c3: #a79df0; }
          }
          .surface { fill: var(--surface); }
          text { fill: var(--muted); font: 12px system-ui, sans-serif; }
          .title { fill: var(--ink); font-weight: 600; font-size: 13px; }
          .grid { stroke: var(--grid); }
          .plain { stroke: var(--muted); }
          polyline, .key { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
          .dashed { stroke-dasharray: 2 6; }
          .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); }
          circle { stroke: none; }
          circle.c0 { fill: var(--c0); } circle.c1 { fill: var(--c1); }
          circle.c2 { fill: var(--c2); } circle.c3 { fill: var(--c3); }
        </style>
        """;

    private readonly StringBuilder _svg = new();

    private string[] Names => [.. panels[0].Lines.Select(line => line.Name).Distinct()];

    public override string ToString()
    {
        _svg.Clear();
        var width = PanelWidth * panels.Length;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" role=\"img\">");
        Add($"<title>{string.Join(" and ", panels.Select(panel => panel.Title))}, by {axis}</title>");
        _svg.AppendLine(Style);
        Add($"<rect class=\"surface\" width=\"{width}\" height=\"{Height}\"/>");
        for (var i = 0; i < panels.Length; i++)
            Draw(panels[i], i * PanelWidth);
        DrawLegend();
        Add($"</svg>");
        return _svg.ToString();
    }

    private void Draw(PlotPanel panel, int x)
    {
        var (low, high) = (Math.Log10(panel.Ticks[0]), Math.Log10(panel.Ticks[^1]));
        var (left, right) = (x + Left, x + PanelWidth - Right);
        double Y(double value) => Bottom - ((Math.Log10(value) - low) / (high - low) * (Bottom - Top));
        // Beside one another: none, one, ten.
        double Place(double size) => Math.Log10(1 + size);
        double X(double size) => left + ((Place(size) - Place(sizes[0])) / (Place(sizes[^1]) - Place(sizes[0])) * (right - left));

        Add($"<text class=\"title\" x=\"{x + 12}\" y=\"22\">{panel.Title}</text>");
        foreach (var value in panel.Ticks)
        {
            var y = Y(value);
            Add($"<line class=\"grid\" x1=\"{left}\" x2=\"{right}\" y1=\"{y:0.0}\" y2=\"{y:0.0}\"/>");
            Add($"<text x=\"{left - 8}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{value:#,0.###}</text>");
        }
        foreach (var size in sizes)
            Add($"<text x=\"{X(size):0.0}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{size:#,0}</text>");
        Add($"<text x=\"{(left + right) / 2}\" y=\"{Bottom + 38}\" text-anchor=\"middle\">{axis}</text>");
        foreach (var line in panel.Lines)
        {
            var points = line.Points.Select(
                point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.0},{Y(point.Y):0.0}"));
            Add($"<polyline class=\"{ClassOf(line)}\" points=\"{string.Join(' ', points)}\"/>");
            foreach (var (size, value) in line.Points)
            {
                Add($"<circle class=\"{ClassOf(line)}\" cx=\"{X(size):0.0}\" cy=\"{Y(value):0.0}\" r=\"3.5\">");
                Add($"<title>{line.Name}{(line.IsDashed ? " without cache" : "")}, {size:#,0}: {value:#,0}</title></circle>");
            }
        }
    }

    private void DrawLegend()
    {
        (string Text, string Class)[] keys =
            [.. Names.Select((name, i) => (name, $"key c{i}")), ("without cache, in the colour of the page", "key dashed plain")];
        var x = Left;
        foreach (var (text, look) in keys)
        {
            Add($"<line class=\"{look}\" x1=\"{x}\" x2=\"{x + 28}\" y1=\"{Height - 30}\" y2=\"{Height - 30}\"/>");
            Add($"<text x=\"{x + 36}\" y=\"{Height - 26}\">{text}</text>");
            x += 110;
        }
    }

    private string ClassOf(PlotSeries line) => $"c{Array.IndexOf(Names, line.Name)}{(line.IsDashed ? " dashed" : "")}";

    private void Add(FormattableString line) => _svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
