using System.Text.RegularExpressions;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging;

/// <summary>How <see cref="CineReader"/> reads.</summary>
public sealed record CineReaderOptions
{
    /// <summary>Filled while reading with what was left out, turned or doubted; print its lines when done.</summary>
    public ReadingNotes Notes { get; init; } = new();

    /// <summary>
    /// Takes label maps (ACDC, M&amp;Ms, ukbb_cardiac, nnU-Net) as the cavity of the frames they belong to,
    /// <see cref="CineFrame.LvCavity"/>; false by default: they are left out.
    /// </summary>
    public bool Labels { get; init; }

    /// <summary>
    /// Tells the subject of plain pictures and NIfTI files from their names: the group called "subject", else the first group, else the
    /// whole match; a group called "slice" tells the slice of pictures, and its number where it is a whole one. Null by default:
    /// folders and names tell.
    /// </summary>
    public Regex? SubjectPattern { get; init; }

    /// <summary>Which subjects' pixels are read; null: all. What is read keeps the names and the places it has among all.</summary>
    internal Func<string, bool>? Subjects { get; init; }

    internal bool Wants(string subject) => Subjects?.Invoke(subject) ?? true;
}
