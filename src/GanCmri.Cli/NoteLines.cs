using GanCmri.Imaging;

namespace GanCmri.Cli;

/// <summary>Tells on standard error what a reader left out, turned or doubted.</summary>
internal static class NoteLines
{
    public static void Write(ReadingNotes notes)
    {
        foreach (var line in notes.Lines)
            Console.Error.WriteLine("note: " + line);
    }
}
