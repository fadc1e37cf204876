using System.ComponentModel.DataAnnotations;

namespace MySite.Tests.Admin.Library;

internal sealed class Volume
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string Code { get; set; } = "";

    public string Isbn { get; set; } = "";

    public Genre Genre { get; set; }

    public Genre? SecondGenre { get; set; }

    public bool IsLent { get; set; }

    [Range(0, 99)]
    public int Copies { get; set; }

    public byte[]? Scan { get; set; }

    public Shelf? Shelf { get; set; }

    public int ShelfId { get; set; }

    public override string ToString() => Title;
}
