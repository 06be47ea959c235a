using GanCmri.Phenotypes.Fitting;
using GanCmri.Tests.Imaging.Nifti;
using GanCmri.Tests.Phenotypes;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>Stacks with label maps beside them: volumes of the labels stand beside the measured ones.</summary>
[Collection(nameof(TinySegmenter))]
public class MeasureLabelsTests(TinySegmenter tiny)
{
    private const int Slices = 3,
        Side = 256;

    [Fact]
    public async Task Measure_LabelledStacks_ComparesVolumes()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        foreach (var (subject, seed) in new[] { ("a", 900), ("b", 910) })
            WriteStack(folder, subject, seed);
        var said = await Told([
            .. "measure --views 1 --device cpu --data".Split(' '),
            folder.File("data"),
            "--segmenter",
            folder.File("m.safetensors"),
            .. new[] { "out", "cines", "subjects", "labels" }.SelectMany(o => new[] { "--" + o, folder.File(o + ".csv") }),
        ]);

        string[][] rows = [.. File.ReadAllLines(folder.File("subjects.csv")).Select(l => l.Split(','))];
        double Cell(int row, string column) =>
            double.Parse(rows[row][Array.IndexOf(rows[0], column)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["a", "b"], rows.Skip(1).Select(r => r[0]));
        foreach (var row in (int[])[1, 2])
        {
            Assert.Equal((LabelMl(row, 0), LabelMl(row, 1)), (Cell(row, "lv_edv_ml_labelled"), Cell(row, "lv_esv_ml_labelled")));
            Assert.InRange(Cell(row, "lv_edv_ml") / Cell(row, "lv_edv_ml_labelled"), 0.7, 1.4);
        }

        Assert.Contains("labels: LVEDV, measured less labelled, ", said, StringComparison.Ordinal);
        Assert.Contains("labels: LVEF, measured less labelled, ", said, StringComparison.Ordinal);
        Assert.Contains("labels at ED: ", said, StringComparison.Ordinal);
        string[][] cines = [.. File.ReadAllLines(folder.File("cines.csv")).Select(l => l.Split(','))];
        Assert.All(cines.Skip(1), c => Assert.Equal("Counted", c[Array.IndexOf(cines[0], "in_edv")]));
    }

    [Fact]
    public async Task Gather_LabelledStacks_TellsTheLinesOfOneRun()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        foreach (var (subject, seed) in new[] { ("a", 900), ("b", 910), ("c", 920) })
            WriteStack(folder, subject, seed);
        string[] Command(string name) =>
            [
                .. "measure --views 1 --device cpu --labels --data".Split(' '),
                folder.File("data"),
                "--segmenter",
                folder.File("m.safetensors"),
                "--out",
                folder.File(name),
            ];
        var one = await Told(Command("one.csv"));
        await Told([.. Command("many.csv"), "--shard", "1/2"]);
        await Told([.. Command("many.csv"), "--shard", "0/2"]);

        var many = await Told(["gather", folder.File("many.csv")]);

        Assert.Contains("labels: LVEF, measured less labelled, ", many, StringComparison.Ordinal);
        Assert.Contains("labels at ES: ", many, StringComparison.Ordinal);
        Assert.Equal(Lines(one), Lines(many));

        static IEnumerable<string> Lines(string said) => said.Split('\n').Where(l => l.StartsWith("labels", StringComparison.Ordinal));
    }

    private static async Task<string> Told(string[] command)
    {
        using var said = new StringWriter();
        var console = Console.Out;
        Console.SetOut(said);
        try
        {
            Assert.Equal(0, await App.RunAsync(command));
        }
        finally
        {
            Console.SetOut(console);
        }

        return said.ToString();
    }

    private static double LabelMl(int row, int phase) =>
        Enumerable.Range(0, Slices).Sum(z => Heart(row == 1 ? 900 : 910, z, phase).Cavity!.Area) * 8 / 1000.0; // pixels of 1 mm²

    // The larger of two hearts first.
    private static LabelledFrame Heart(int seed, int slice, int phase) =>
        new[] { Shapes.Heart(seed + 2 * slice), Shapes.Heart(seed + 2 * slice + 1) }
            .OrderByDescending(h => h.Cavity!.Area)
            .ElementAt(phase);

    private static void WriteStack(TemporaryFolder folder, string subject, int seed)
    {
        Directory.CreateDirectory(folder.File("data"));
        LabelledFrame[,] hearts = new LabelledFrame[Slices, 2];
        foreach (var z in Enumerable.Range(0, Slices))
        foreach (var t in (int[])[0, 1])
            hearts[z, t] = Heart(seed, z, t);
        var cine = new NiftiWriter
        {
            Sizes = [Side, Side, Slices, 2],
            PixDim = [1, 1, 1, 8, 0.3f],
            Value = (x, y, z, t) => hearts[z, t].Image[y, x],
        };
        cine.Write(folder.File($"data/{subject}.nii"));
        (cine with { Type = 2, Value = (x, y, z, t) => hearts[z, t].Cavity![y, x] ? 1 : 0 }).Write(folder.File($"data/{subject}_gt.nii"));
    }
}
