using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Latents.Tuning;
using GanCmri.Networks;
using GanCmri.Reports.Guidance;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Tests.Reports.Jobs;

namespace GanCmri.Tests.Studies;

public sealed class HeartSliceTests : IDisposable
{
    private const int Side = 128;
    private readonly HeartModels _models = PlantedModels.Make();

    public void Dispose() => _models.Dispose();

    [Theory]
    [InlineData("30 24 20 21 19 12 9", 3)] // the base is larger, but not mid-ventricular
    [InlineData("30", 0)]
    [InlineData("10 20", 1)]
    [InlineData("0 0 0 25 18 20 12 10", 5)] // the middle of the slices that show a cavity
    public void Of_MasksOrOutlines_IsTheLargestOfTheMiddleThird(string radii, int slice)
    {
        int[] sizes = [.. radii.Split(' ').Select(int.Parse)];
        Assert.Equal(slice, Chosen([.. sizes.Select((r, i) => Slice(i, r, masks: true))]).Series.Slice);
        Assert.Equal(slice, Chosen([.. sizes.Select((r, i) => Slice(i, r, masks: false))]).Series.Slice);
    }

    [Fact]
    public void Of_LargestIsDoubtful_IsTheLargestCertainOne()
    {
        CineSeries[] stack =
        [
            Slice(0, 20, false),
            Slice(1, 12, false),
            Slice(2, 22, false, column: 5),
            Slice(3, 14, false),
            Slice(4, 10, false),
        ];
        var chosen = Chosen(stack); // slice 2 is cut off by the border
        Assert.Equal((3, HeartSlice.Certain), (chosen.Series.Slice, chosen.Reason));
        Assert.Equal(
            (2, HeartSlice.Doubtful),
            Chosen([Slice(0, 22, false, 4), Slice(2, 22, false, 5), Slice(4, 22, false, 4)]) is var d ? (d.Series.Slice, d.Reason) : default
        );
    }

    [Fact]
    public void Of_EndDiastoleMarked_IsComparedThere()
    {
        CineSeries marked = Slice(0, 20, true),
            large = Slice(1, 24, true);
        large = large with { Frames = [large.Frames[0] with { Phase = "" }, large.Frames[1] with { Phase = "ED" }] }; // half as wide there
        Assert.Equal(0, Chosen([marked, large]).Series.Slice);
    }

    [Fact]
    public void Of_SliceAskedFor_IsTakenOrNamesThoseThere()
    {
        CineSeries[] stack = [Slice(0, 20, true), Slice(1, 18, true), Slice(2, 16, true)];
        Assert.Equal((2, HeartSlice.Asked), HeartSlice.Of(stack, _models.Segmenter, 2) is { } s ? (s.Series.Slice, s.Reason) : default);
        Assert.Contains(
            "one of 0, 1, 2",
            Assert.Throws<InputException>(() => HeartSlice.Of(stack, _models.Segmenter, 3)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WhatIfAndReport_OneStack_TakeOneSliceAndFrameAndSaySo()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("cine"), [30, 24, 20, 21, 19, 12, 9]);
        File.WriteAllText(
            folder.File("jobs.csv"),
            "id,cine,slice,frames,outputs\nrule,cine,,2,numbers\nasked,cine,4,2,numbers\nnone,cine,9,2,numbers\n"
        );
        using var models = BatchReportTests.Models();
        var batch = BatchReport.Run(
            JobsFile.Read(folder.File("jobs.csv")),
            models,
            folder.File("out"),
            new BatchReportOptions { ProjectionSteps = 2 }
        );
        Assert.Equal(
            [new JobSlice(3, 7, HeartSlice.Certain), new JobSlice(4, 7, HeartSlice.Asked)],
            batch.Finished.Select(f => f.Result.Slice)
        );
        Assert.Equal(
            ("slice", "one of 0, 1, 2, 3, 4, 5, 6", "9"),
            Assert.Single(batch.Problems) is var p ? (p.Column, p.Expected, p.Found) : default
        );
        using var judge = new Discriminator(
            new DiscriminatorOptions
            {
                Resolution = 16,
                ChannelBase = 128,
                ChannelMax = 8,
            }
        );
        var made = WhatIf.Make(
            _models,
            judge,
            folder.File("cine"),
            new Dictionary<SteeredPhenotype, double> { [SteeredPhenotype.LvArea] = 5 }
        );
        Assert.Equal((3, 0, HeartSlice.Certain), (made.Slice.Series.Slice, made.Frame, made.Slice.Reason));
        var tuned = WhatIf.Make(
            _models,
            judge,
            folder.File("cine"),
            new Dictionary<SteeredPhenotype, double> { [SteeredPhenotype.LvArea] = 5 },
            tuning: new TuningOptions { Steps = 30 }
        );
        Assert.InRange(tuned.Error.Mse / made.Error.Mse, 0, 0.9);
        Assert.Equal(
            4,
            WhatIf
                .Make(
                    _models,
                    judge,
                    folder.File("cine"),
                    new Dictionary<SteeredPhenotype, double> { [SteeredPhenotype.LvArea] = 5 },
                    slice: 4
                )
                .Slice.Series.Slice
        );
        WhatIfFiles.Write(folder.File("whatif"), made);
        Assert.Contains($",3,{HeartSlice.Certain},", File.ReadAllText(folder.File("out/results.csv")), StringComparison.Ordinal);
        var row = File.ReadAllLines(folder.File("whatif/whatif.csv"))[1];
        Assert.StartsWith($"lv_area_mm2,3,{HeartSlice.Certain},0,", row, StringComparison.Ordinal);
        // Both measure the same real frame, and say how far the reconstruction is from it.
        Assert.Equal(batch.Finished[0].Result.Error!.Real["lv_area_mm2"], made.Error.Real["lv_area_mm2"], 1e-6);
        Assert.Equal(
            made.Error.Reconstruction["lv_area_mm2"] - made.Error.Real["lv_area_mm2"],
            double.Parse(row.Split(',')[6], System.Globalization.CultureInfo.InvariantCulture),
            1e-9
        );
    }

    [Fact]
    public void RealHeart_MarkedAndDrawn_BeginsWhereTheAreaIsLargest()
    {
        var slice = Slice(0, 20, false);
        CineFrame first = slice.Frames[0],
            second = slice.Frames[1] with { Phase = "ED" }; // half as wide
        Assert.Equal(0, Of(first, second).EndDiastole);
        var drawn = new GrayImage(Side, Side, Array.ConvertAll(Disc(30, Side / 2), v => v ? 1f : 0));
        var corrected = Of(first, second with { DrawnCavity = drawn });
        Assert.Equal(1, corrected.EndDiastole);
        var area = drawn.Pixels.Sum() * 1.37 * 1.37;
        Assert.Equal(area, corrected.AtEndDiastole.Measures.AreaMm2, .01 * area);
        Assert.True(corrected.AtEndDiastole.Cavity.Area > corrected.Frames[0].Cavity.Area);

        RealHeart Of(params CineFrame[] frames) =>
            RealHeart.Of(
                new CineStack("P", "pictures", [], [slice with { Frames = frames }]),
                _models,
                new FrameMaker(_models.Generator, _models.Segmenter, 175),
                175,
                null,
                default
            );
    }

    private HeartSlice Chosen(IReadOnlyList<CineSeries> stack) => HeartSlice.Of(stack, _models.Segmenter)!;

    // Two frames of a bright disc, the second of half the radius.
    private static CineSeries Slice(int number, int radius, bool masks, int column = Side / 2)
    {
        return new CineSeries("P", number, null, new PixelSpacing(1.37, 1.37), [Frame(radius), Frame(radius / 2)]);

        CineFrame Frame(int r)
        {
            var inside = Disc(r, column);
            return new CineFrame(Picture(inside), double.NaN, "") { LvCavity = masks ? new Mask(Side, Side, inside) : null };
        }
    }

    private static bool[] Disc(int radius, int column) =>
        [
            .. Enumerable
                .Range(0, Side * Side)
                .Select(i => Math.Pow(i / Side - Side / 2, 2) + Math.Pow(i % Side - column, 2) < radius * radius),
        ];

    private static GrayImage Picture(bool[] inside) => new(Side, Side, Array.ConvertAll(inside, v => v ? 200f : 40));

    private static void Write(string folder, int[] radii)
    {
        Directory.CreateDirectory(folder);
        var rows = new List<string> { "subject,slice,frame,image,pixel_mm" };
        foreach (var (slice, radius) in radii.Index())
        {
            for (var frame = 0; frame < 3; frame++)
            {
                var name = FormattableString.Invariant($"{slice}-{frame}.png");
                File.WriteAllBytes(
                    Path.Combine(folder, name),
                    PngPictures.ToPngBytes(Picture(Disc(radius - frame, Side / 2)), new GrayRange(0, 255))
                );
                rows.Add(FormattableString.Invariant($"P,{slice},{frame},{name},1.37"));
            }
        }

        File.WriteAllLines(Path.Combine(folder, "frames.csv"), rows);
    }
}
