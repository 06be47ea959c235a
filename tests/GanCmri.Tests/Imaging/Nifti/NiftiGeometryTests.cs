using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Nifti;

/// <summary>One heart, stored with its axes in every order: the affine tells, and the pictures are the same.</summary>
public class NiftiGeometryTests
{
    private const int Wide = 6,
        High = 5,
        Deep = 3,
        Phases = 4;

    // A short axis as scanners store it: to the right left-back, down the feet (of a Sunnybrook header, 1.5 mm and 8 mm).
    private static readonly double[] Right = Step([-0.715, -0.698, -0.031], 1.5),
        Down = Step([0.307, -0.275, -0.911], 1.5),
        Next = Step([0.628, -0.661, 0.411], 8);

    public static TheoryData<int, int> Orders()
    {
        var data = new TheoryData<int, int>();
        for (var order = 0; order < 6; order++)
        for (var flips = 0; flips < 8; flips++)
            data.Add(order, flips);
        return data;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Read_AnyOrderOfAxes_ShowsTheSamePictures(int order, int flips)
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
        var axis = orders[order]; // which of right, down and next each of the file's axes is
        int[] sizes = [Wide, High, Deep];
        double[][] steps = [Right, Down, Next];
        var file = new NiftiWriter
        {
            Sizes = [.. axis.Select(a => sizes[a]), Phases],
            PixDim = [1, 1, 1, 1, 0.05f],
            Sform = NiftiWriter.Affine(Along(0), Along(1), Along(2)),
            Value = (x, y, z, t) =>
            {
                int[] at = [x, y, z],
                    place = new int[3];
                for (var i = 0; i < 3; i++)
                    place[axis[i]] = (flips >> axis[i] & 1) == 1 ? sizes[axis[i]] - 1 - at[i] : at[i];
                return Truth(place[0], place[1], place[2], t);
            },
        };
        var series = Read(file);
        Assert.Equal(Deep, series.Count);
        for (var s = 0; s < Deep; s++)
        {
            var slice = (flips & 4) == 4 ? Deep - 1 - s : s; // slices stay in the file's order
            Assert.Equal(new PixelSpacing(1.5, 1.5), Rounded(series[s].Spacing));
            Assert.Equal(8.0 * s, series[s].SliceLocationMm!.Value, 3);
            for (var t = 0; t < Phases; t++)
            {
                var image = series[s].Frames[t].Image;
                Assert.Equal((High, Wide), (image.Height, image.Width));
                for (var r = 0; r < High; r++)
                for (var c = 0; c < Wide; c++)
                    Assert.Equal(Truth(c, r, slice, t), image[r, c]);
            }
        }

        double[] Along(int fileAxis) => [.. steps[axis[fileAxis]].Select(v => (flips >> axis[fileAxis] & 1) == 1 ? -v : v)];
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(-1, -1, false)]
    [InlineData(1, -1, true)]
    [InlineData(-1, 1, true)]
    public void Read_AffineAlongTheBody_IsTakenUpToHalfATurn(int x, int y, bool rowsReversed)
    {
        var notes = new ReadingNotes();
        var image = Read(new NiftiWriter { Sform = NiftiWriter.Affine([1.5 * x, 0, 0], [0, 1.5 * y, 0], [0, 0, 8]) }, notes)[0]
            .Frames[0]
            .Image;
        Assert.Equal(rowsReversed ? 140 : 100, image[0, 0]);
        Assert.Equal(rowsReversed, notes.Lines.Any(l => l.Contains("rows reversed", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_QuaternionOfAHalfTurnAboutX_ReversesRows()
    {
        var series = Read(new NiftiWriter { Quaternion = [1, 0, 0], PixDim = [1, 1.5f, 1.25f, 8, 0.05f] });
        Assert.Equal(140, series[0].Frames[0].Image[0, 0]);
        Assert.Equal(new PixelSpacing(1.25, 1.5), series[0].Spacing);
    }

    [Fact]
    public void Read_SformAndQform_TakesTheSform()
    {
        var file = new NiftiWriter { Quaternion = [1, 0, 0], Sform = NiftiWriter.Affine([1.5, 0, 0], [0, 1.5, 0], [0, 0, 8]) };
        Assert.Equal(100, Read(file)[0].Frames[0].Image[0, 0]);
    }

    [Fact]
    public void Read_UnitPixdimBesideARealSform_TakesTheSformsSizes()
    {
        var notes = new ReadingNotes();
        var series = Read(
            new NiftiWriter { PixDim = [1, 1, 1, 1, 0.05f], Sform = NiftiWriter.Affine([1.3, 0, 0], [0, 1.4, 0], [0, 0, 9]) },
            notes
        );
        Assert.Equal(new PixelSpacing(1.4, 1.3), series[0].Spacing);
        Assert.Equal(9, series[1].SliceLocationMm);
        Assert.Contains(notes.Lines, l => l.Contains("pixdim is 1, 1, 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_UnitSformBesideARealPixdim_TakesThePixdim() =>
        Assert.Equal(
            new PixelSpacing(1.5, 1.5),
            Read(new NiftiWriter { Sform = NiftiWriter.Affine([1, 0, 0], [0, 1, 0], [0, 0, 1]) })[0].Spacing
        );

    [Fact]
    public void Read_UnitsEverywhere_TellsNoPixelSize()
    {
        var series = Read(new NiftiWriter { PixDim = [1, 1, 1, 1, 0.05f] });
        Assert.Null(series[0].Spacing);
        Assert.Contains(CineDoubts.PixelSize, series[0].Doubts);
        Assert.Equal(double.NaN, series[1].SliceLocationMm);
    }

    [Fact]
    public void Read_SlicesOblique_AreAsFarApartAsTheirPlanes()
    {
        var series = Read(
            new NiftiWriter { PixDim = [1, 1.5f, 1.5f, 10, 0.05f], Sform = NiftiWriter.Affine([-1.5, 0, 0], [0, -1.5, 0], [6, 0, 8]) }
        );
        Assert.Equal(8, series[1].SliceLocationMm!.Value, 6);
    }

    [Theory]
    [InlineData("thin", "as high as wide")]
    [InlineData("cubic", "near-cubic")]
    [InlineData("frontal", "frontal")]
    [InlineData("sheared", "right angles")]
    public void Read_WhatIsNoPlaneOfACine_IsRefused(string kind, string expected)
    {
        var file = kind switch
        {
            "thin" => new NiftiWriter { PixDim = [1, 1.5f, 4, 2, 0.05f] },
            "cubic" => new NiftiWriter
            {
                Sizes = [4, 4, 30, 1],
                PixDim = [1, 1.5f, 1.5f, 1.5f, 0],
                Sform = NiftiWriter.Affine([-1.5, 0, 0], [0, -1.5, 0], [0, 0, 1.5]),
            },
            "frontal" => new NiftiWriter
            {
                Sizes = [4, 4, 6, 1],
                PixDim = [1, 1.5f, 1.5f, 8, 0],
                Sform = NiftiWriter.Affine([-1.5, 0, 0], [0, 0, -1.5], [0, 8, 0]),
            },
            _ => new NiftiWriter { Sform = NiftiWriter.Affine([-1.5, 0, 0], [-0.8, -1.3, 0], [0, 0, 8]) },
        };
        Assert.Contains(expected, Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(46f, 10)]
    [InlineData(46f, 26)]
    [InlineData(0f, 10)]
    [InlineData(0.046f, 0)]
    public void Read_TimesThatAreNoHeartBeat_AreLeftOut(float step, byte units)
    {
        var series = Read(
            new NiftiWriter
            {
                Sizes = [4, 4, 1, 20],
                PixDim = [1, 1.5f, 1.5f, 8, step],
                Units = units,
            }
        );
        Assert.All(series[0].Frames, f => Assert.Equal(double.NaN, f.TimeMs));
        Assert.Equal([CineDoubts.Times], series[0].Doubts);
    }

    private static float Truth(int column, int row, int slice, int phase) => 1 + column + 10 * row + 100 * slice + 1000 * phase;

    private static double[] Step(double[] direction, double mm) =>
        [.. direction.Select(v => mm * v / Math.Sqrt(direction.Sum(d => d * d)))];

    private static PixelSpacing? Rounded(PixelSpacing? spacing) =>
        spacing is null ? null : new(Math.Round(spacing.RowMm, 4), Math.Round(spacing.ColumnMm, 4));

    private static IReadOnlyList<CineSeries> Read(NiftiWriter file, ReadingNotes? notes = null)
    {
        using var folder = new TemporaryFolder();
        file.Write(folder.File("scan.nii"));
        return CineReader.Read(folder.File("scan.nii"), new CineReaderOptions { Notes = notes ?? new ReadingNotes() });
    }
}
