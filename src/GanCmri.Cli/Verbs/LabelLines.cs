using GanCmri.Studies.Measurement;

namespace GanCmri.Cli.Verbs;

/// <summary>Tells on the screen how what was measured agrees with labels.</summary>
internal static class LabelLines
{
    public static void Print(LabelComparison compared)
    {
        if (compared.Outlines.Count == 0)
        {
            Console.Error.WriteLine("note: no frame came with a label map or lv_mask: no table of --labels");
            return;
        }

        foreach (var line in compared.Agreement().Summary())
            Console.WriteLine(line);
        var volumes = compared.Volumes();
        foreach (var line in volumes)
            Console.WriteLine(line);
        if (volumes.Count == 0)
            Console.Error.WriteLine(
                "note: labels: no study has a measured volume and one of labels, which takes three labelled slices or more at one phase, "
                    + "their places and their pixel size"
            );
    }
}
