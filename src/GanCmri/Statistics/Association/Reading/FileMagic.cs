using System.Text;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>What a file is that is no table as text, told by its first bytes.</summary>
internal static class FileMagic
{
    private static readonly (byte[] Start, string Name)[] Kinds =
    [
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook or another zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("ARROW1"u8.ToArray(), "an Arrow file"),
        ("$FL"u8.ToArray(), "an SPSS file (.sav)"),
        ("<stata"u8.ToArray(), "a Stata file (.dta)"),
        ("RDX"u8.ToArray(), "an R data file"),
        ("X\n\0"u8.ToArray(), "an R data file (.rds)"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ("version https://git-lfs"u8.ToArray(), "a pointer of Git LFS instead of the file"),
        ("{\\rtf"u8.ToArray(), "a Word document (.rtf)"),
    ];

    private static readonly string[] Pages = ["<!doctype", "<html", "<?xml"];

    /// <summary>Its name for a message; null when the file may be a table.</summary>
    public static string? NameOf(byte[] head)
    {
        foreach (var (start, name) in Kinds)
            if (head.AsSpan().StartsWith(start))
                return name;
        var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return Pages.Any(p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ? "a web page or XML"
            : text is ['{', ' ' or '\r' or '\n' or '"', ..] or ['[', ' ' or '\r' or '\n' or '{', ..] ? "JSON"
            : null;
    }
}
