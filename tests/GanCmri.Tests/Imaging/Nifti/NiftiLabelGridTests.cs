using GanCmri.Imaging;
using GanCmri.Imaging.Nifti;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Nifti;

/// <summary>A label map lies where its affine says, however its voxels are stored.</summary>
public class NiftiLabelGridTests
{
    private const string Unplaced = "label map paired with its image voxel by voxel, as an affine is missing or a placeholder: 1 file";
    private static readonly int[] Sizes = [12, 10, 3];
    private static readonly RasVector First = new(-40, 60, 25);

    // A short axis as scanners store it, 1.5 mm and 8 mm.
    private static readonly RasVector[] Oblique =
    [
        Step(new(-0.715, -0.698, -0.031), 1.5),
        Step(new(0.307, -0.275, -0.911), 1.5),
        Step(new(0.628, -0.661, 0.411), 8),
    ];
    private static readonly RasVector[] AlongBody = [new(1.5, 0, 0), new(0, 1.5, 0), new(0, 0, 8)];

    public static TheoryData<bool, int, int> Orders()
    {
        var data = new TheoryData<bool, int, int>();
        foreach (var oblique in new[] { true, false })
            for (var order = 0; order < 6; order++)
            for (var flips = 0; flips < 8; flips++)
                data.Add(oblique, order, flips);
        return data;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Read_LabelMapStoredInAnyOrder_LiesOnItsImage(bool oblique, int order, int flips)
    {
        int[][] orders =
        [
            [0, 1, 2],
            [1, 0, 2],
            [0, 2, 1],
            [2, 0, 1],
            [1, 2, 0],
            [2, 1, 0],
        ];
        var axis = orders[order]; // which of the image's axes each of the label map's is
        var steps = oblique ? Oblique : AlongBody;
        bool Flipped(int a) => (flips >> a & 1) == 1;
        var first = First;
        for (var a = 0; a < 3; a++)
            first += (Flipped(a) ? Sizes[a] - 1 : 0) * steps[a];
        RasVector[] own = [.. axis.Select(a => (Flipped(a) ? -1 : 1) * steps[a])];
        using var folder = new TemporaryFolder();
        Image(Affine(steps, First)).Write(folder.File("P1.nii"));
        new NiftiWriter
        {
            Sizes = [.. axis.Select(a => Sizes[a]), 1],
            PixDim = [1, .. own.Select(s => (float)s.Length), 1],
            Sform = Affine(own, first),
            Type = 2,
            Value = (x, y, z, _) =>
            {
                var place = new int[3];
                foreach (var (i, at) in new[] { x, y, z }.Index())
                    place[axis[i]] = Flipped(axis[i]) ? Sizes[axis[i]] - 1 - at : at;
                return Inside(place[0], place[1], place[2]) ? 1 : 0;
            },
        }.Write(folder.File("P1_gt.nii"));

        RequireOnImage(folder, ["label map taken as the outline of its image: 1 file"]);

        var labels = NiftiFile.ReadLabels(folder.File("P1_gt.nii"), folder.File("P1.nii"));
        var image = CineReader.Read(folder.File("P1.nii"));
        Assert.All(image.Zip(labels), s => Assert.Equal(s.First.Frames[0].Image.Pixels.Select(v => v >= 900 ? 1f : 0), s.Second[0].Pixels));
    }

    [Theory]
    [InlineData(0.4, 1, 0)] // less than half a pixel
    [InlineData(0, 1.02, 0)]
    [InlineData(13, 1, 20)]
    [InlineData(0, 1.2, 3)]
    public void Read_LabelMapElsewhere_IsRefusedBeyondHalfAPixel(double pixels, double scale, int mm)
    {
        using var folder = new TemporaryFolder();
        Image(Affine(Oblique, First)).Write(folder.File("P1.nii"));
        Labels(Affine([scale * Oblique[0], Oblique[1], Oblique[2]], First + pixels * Oblique[0])).Write(folder.File("P1_gt.nii"));
        if (mm == 0)
        {
            RequireOnImage(folder, ["label map taken as the outline of its image: 1 file"]);
            return;
        }

        var one = Assert.Throws<InputException>(() => CineReader.Read(folder.File("P1.nii"), new CineReaderOptions { Labels = true }));
        Assert.Contains(
            $"expected a label map where its image lies, found voxels up to {(mm == 20 ? "19.5" : "3.3")} mm from the image's",
            one.Message,
            StringComparison.Ordinal
        );
        Image(null).Write(folder.File("P2.nii"));
        var notes = new ReadingNotes();
        var read = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true, Notes = notes });
        Assert.Equal(["P2"], read.Select(s => s.Subject).Distinct());
        Assert.Contains("skipped, not a label map where its image lies: 1 file (file 2 of 3, by path)", notes.Lines);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unit")]
    [InlineData("spacing alone")]
    [InlineData("spacing alone, as ITK writes it")]
    public void Read_LabelMapWhoseAffineTellsNothing_IsPairedVoxelByVoxel(string kind)
    {
        using var folder = new TemporaryFolder();
        Image(Affine(Oblique, First)).Write(folder.File("P1.nii"));
        Labels(
                kind switch
                {
                    "none" => null,
                    "unit" => Affine([new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)], default),
                    "spacing alone" => Affine(AlongBody, default),
                    _ => Affine([-1 * AlongBody[0], -1 * AlongBody[1], AlongBody[2]], default),
                }
            )
            .Write(folder.File("P1_gt.nii"));
        RequireOnImage(folder, ["label map taken as the outline of its image: 1 file", Unplaced]);
    }

    [Fact]
    public void Read_BothAffinesTellTheSamePlaceholder_SaysNothing()
    {
        using var folder = new TemporaryFolder();
        Image(Affine(AlongBody, default)).Write(folder.File("P1.nii"));
        Labels(Affine(AlongBody, default)).Write(folder.File("P1_gt.nii"));
        RequireOnImage(folder, ["label map taken as the outline of its image: 1 file"]);
    }

    [Fact]
    public void Read_QformOfTheSamePlace_IsTheSameAsAnSform()
    {
        using var folder = new TemporaryFolder();
        RasVector[] halfTurn = [new(1.5, 0, 0), new(0, -1.5, 0), new(0, 0, -8)]; // quaternion 0, 1, 0, 0
        (Image(null) with { Quaternion = [1, 0, 0, 7, 8, 9] }).Write(folder.File("P1.nii"));
        Labels(Affine(halfTurn, new(7, 8, 9))).Write(folder.File("P1_gt.nii"));
        RequireOnImage(folder, null);
        Labels(Affine(halfTurn, new(7, 18, 9))).Write(folder.File("P1_gt.nii"));
        Assert.Throws<InputException>(() => CineReader.Read(folder.Path, new CineReaderOptions { Labels = true }));
    }

    private static void RequireOnImage(TemporaryFolder folder, string[]? lines)
    {
        var notes = new ReadingNotes();
        var cines = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true, Notes = notes });
        Assert.Equal(Sizes[2], cines.Count);
        Assert.All(cines, c => Assert.Equal(c.Frames[0].Image.Pixels.Select(v => v >= 900), c.Frames[0].LvCavity!.Inside));
        Assert.Contains(cines, c => c.Frames[0].LvCavity!.Area > 0);
        if (lines is not null)
            Assert.Equal(lines, notes.Lines.Where(l => l.StartsWith("label", StringComparison.Ordinal)));
    }

    // No symmetry by which a wrong order would pass.
    private static bool Inside(int x, int y, int z) => x is >= 1 and < 5 && y >= 2 && y < 5 + z && x + y < 8 - z;

    private static NiftiWriter Image(double[][]? sform) =>
        new()
        {
            Sizes = [.. Sizes, 1],
            Sform = sform,
            Value = (x, y, z, _) => (Inside(x, y, z) ? 900 : 100) + (7 * x + 13 * y + 3 * z) % 50,
        };

    private static NiftiWriter Labels(double[][]? sform) => Image(sform) with { Type = 2, Value = (x, y, z, _) => Inside(x, y, z) ? 1 : 0 };

    private static double[][] Affine(RasVector[] s, RasVector first) =>
        [
            [s[0].X, s[1].X, s[2].X, first.X],
            [s[0].Y, s[1].Y, s[2].Y, first.Y],
            [s[0].Z, s[1].Z, s[2].Z, first.Z],
        ];

    private static RasVector Step(RasVector direction, double mm) => mm / direction.Length * direction;
}
