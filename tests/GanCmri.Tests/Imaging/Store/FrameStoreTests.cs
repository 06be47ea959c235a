using GanCmri.Cli;
using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Store;

public class FrameStoreTests
{
    [Fact]
    public async Task Open_WhileTheStoreIsWrittenAnew_IsTheOldOneOrTheNewOneOrRefused()
    {
        using var folder = new TemporaryFolder();
        Write(2);
        using var ended = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 40; i++)
                Write(2 + i % 2);
            ended.Cancel();
        });
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var store = FrameStore.Open(folder.Path);
                // Every frame of a store of n has the grey of n, and every row its number of frames as its slice.
                Assert.All(
                    store.Rows,
                    r => Assert.Equal((store.Count, store.Count - 3f), (r.Slice, MathF.Round(store.Read(r.Index).Pixels[0])))
                );
            }
            catch (InputException)
            {
                // Neither whole at this moment.
            }
        }

        await writing;

        void Write(int frames)
        {
            using var writer = new FrameStoreWriter(folder.Path, 8);
            for (var i = 0; i < frames; i++)
                writer.Add(
                    new GrayImage(8, 8, [.. Enumerable.Repeat(frames - 3f, 64)]),
                    new FrameRow
                    {
                        Subject = "S001",
                        Series = "S001-01",
                        Frame = i,
                        Slice = frames,
                    }
                );
            writer.Finish(
                new FrameStoreInfo
                {
                    Resolution = 8,
                    FieldMm = 60,
                    AssumedPixelMm = 1.4,
                    Validation = 0,
                    Seed = 1,
                },
                row => row
            );
        }
    }

    [Fact]
    public void Build_ThenOpen_GivesTheCropsWithinOneStep()
    {
        using var folder = new TemporaryFolder();
        var stacks = Enumerable.Range(1, 2).Select(Stack).ToList();
        var options = new DatasetOptions
        {
            Crop = new HeartCrop
            {
                Resolution = 16,
                FieldMm = 60,
                AssumedPixelMm = 2.5,
            },
        };
        var info = DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.Path, options);
        using var store = FrameStore.Open(folder.Path);
        Assert.Equal((4, 16), (store.Count, store.Resolution));
        Assert.Equal(64, info.FramesSha256.Length);
        var crops = stacks[1].Series[0].Frames.Select(f => options.Crop.Apply(f.Image, null, new HeartCentre(20, 20))).ToList();
        var expected = IntensityScale.Of(crops)!.Apply(crops[1]).Pixels;
        var pixels = new float[256];
        store.Read(3, pixels);
        for (var i = 0; i < 256; i++)
            Assert.InRange(pixels[i] - expected[i], -1 / 254.9f, 1 / 254.9f);
        Assert.Equal(
            ("S002", "S002-01", "ES", 30.0),
            (store.Rows[3].Subject, store.Rows[3].Series, store.Rows[3].Phase, store.Rows[3].TimeMs)
        );
        Assert.Equal(Math.Round(stacks[1].Series[0].Frames[1].LvCavity!.Area * 2.5 * 2.5 / (3.75 * 3.75), 2), store.Rows[3].LvAreaPx);
        Assert.Null(store.Rows[3].PixelMm);
    }

    [Fact]
    public void Build_LinkedIdsAndRepeatedFrames_AreOnePersonWithoutRepeats()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("link.csv"), "a,b\nCine7,P-01\n");
        CineStack[] stacks = [Stack(1), Stack(2), Stack(3), Renamed(Stack(1), "cine07"), Renamed(Stack(9), "CINE7")];
        var info = DatasetBuilder.Build(stacks, SubjectLinks.Read([folder.File("link.csv")]), folder.File("store"), new DatasetOptions());
        using var store = FrameStore.Open(folder.File("store"));
        Assert.Equal(["S001", "S002", "S003"], store.Rows.Select(r => r.Subject).Distinct());
        Assert.Equal(8, store.Count);
        Assert.Equal("the same pixels as an earlier frame", Assert.Single(info.Omitted).Reason);
        Assert.All(store.Rows.GroupBy(r => r.Subject), g => Assert.Single(g.Select(r => r.Split).Distinct()));
        var texts = string.Concat(
            Directory
                .EnumerateFiles(folder.File("store"), "*.*")
                .Where(f => Path.GetExtension(f) is ".csv" or ".json")
                .Select(File.ReadAllText)
        );
        Assert.DoesNotContain("cine", texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("P-", texts, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FramesRepeatedWithPhaseAndMask_TakeThemOver()
    {
        using var folder = new TemporaryFolder();
        var told = Stack(1);
        var plain = told with { Series = [.. told.Series.Select(Untold)] };
        var options = new DatasetOptions { AsIs = true };
        DatasetBuilder.Build([told], SubjectLinks.Read([]), folder.File("told"), options);

        DatasetBuilder.Build([plain, told], SubjectLinks.Read([]), folder.File("both"), options);

        using FrameStore expected = FrameStore.Open(folder.File("told")),
            store = FrameStore.Open(folder.File("both"));
        Assert.Contains(expected.Rows, r => r.Phase == "ES" && r.LvAreaPx > 0);
        Assert.Equal(expected.Rows.Select(r => (r.Phase, r.LvAreaPx)), store.Rows.Select(r => (r.Phase, r.LvAreaPx)));

        static CineSeries Untold(CineSeries series) =>
            series with
            {
                Frames = [.. series.Frames.Select(f => f with { Phase = "", LvCavity = null })],
            };
    }

    [Fact]
    public void Build_KeepIds_WritesTheMapping()
    {
        using var folder = new TemporaryFolder();
        DatasetBuilder.Build([Stack(1), Stack(2)], SubjectLinks.Read([]), folder.Path, new DatasetOptions { KeepIds = true });
        Assert.Equal(["subject,source_id", "S001,P-1", "S002,P-2"], File.ReadAllLines(folder.File("subjects.csv")));
    }

    [Fact]
    public void Build_KeepIdsWithACommaInAName_QuotesIt()
    {
        using var folder = new TemporaryFolder();
        DatasetBuilder.Build([Renamed(Stack(1), "Doe, J")], SubjectLinks.Read([]), folder.Path, new DatasetOptions { KeepIds = true });
        Assert.Equal("S001,\"Doe, J\"", File.ReadAllLines(folder.File("subjects.csv"))[1]);
    }

    [Fact]
    public void Stacks_OfAStore_NameAllItsFilesForProvenance()
    {
        using var folder = new TemporaryFolder();
        DatasetBuilder.Build([Stack(1)], SubjectLinks.Read([]), folder.Path, new DatasetOptions());
        Assert.Equal(
            ["dataset.json", "frames.bin", "frames.csv"],
            CineReader.Stacks(folder.Path).Single().Files.Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void LargestOfOneSubject_LongAxesBesideShortOnes_IsTheStackOfMostSlices()
    {
        CineStack longAxis = Stack(1),
            shortAxes = longAxis with { Series = [longAxis.Series[0], longAxis.Series[0], longAxis.Series[0]] };
        Assert.Same(shortAxes, CineStack.LargestOfOneSubject([longAxis, shortAxes, longAxis]));
        Assert.Null(CineStack.LargestOfOneSubject([longAxis, Stack(2)]));
    }

    [Fact]
    public void Validation_ByPathology_HoldsOutTheShareOfEachAndIsStable()
    {
        var people = Enumerable.Range(0, 50).ToDictionary(i => $"P{i}", i => i < 30 ? "N" : "HYP");
        var heldOut = PatientSplit.Validation(people, 0.2, 1);
        Assert.Equal((6, 4), (heldOut.Count(p => people[p] == "N"), heldOut.Count(p => people[p] == "HYP")));
        Assert.Equal(heldOut.Order(), PatientSplit.Validation(people, 0.2, 1).Order());
        Assert.NotEqual(heldOut.Order(), PatientSplit.Validation(people, 0.2, 2).Order());
        Assert.Empty(PatientSplit.Validation(people, 0, 1));
    }

    [Fact]
    public void Test_ThirdSide_IsApartAndLeavesValidationAsItWas()
    {
        var people = Enumerable.Range(0, 50).ToDictionary(i => $"P{i}", i => i < 30 ? "N" : "HYP");
        var (validated, untouched) = (PatientSplit.Validation(people, 0.2, 1), PatientSplit.Test(people, 0.2, 0.2, 1));
        Assert.Equal((6, 4), (untouched.Count(p => people[p] == "N"), untouched.Count(p => people[p] == "HYP")));
        Assert.Empty(untouched.Intersect(validated));
        Assert.Empty(PatientSplit.Test(people, 0.2, 0, 1));
    }

    [Fact]
    public void Build_WithATestSide_WritesAndReadsThreeSides()
    {
        using var folder = new TemporaryFolder();
        DatasetBuilder.Build(
            Enumerable.Range(1, 6).Select(Stack),
            SubjectLinks.Read([]),
            folder.Path,
            new DatasetOptions { Validation = 0.33, Test = 0.34 }
        );
        using var store = FrameStore.Open(folder.Path);
        Assert.All(
            Enum.GetValues<DataSplit>(),
            side => Assert.Equal(2, store.Indices(side).Select(i => store.Rows[i].Subject).Distinct().Count())
        );
        Assert.Contains(",test,", File.ReadAllText(folder.File("frames.csv")), StringComparison.Ordinal);
        Assert.Equal(0.34, store.Info.Test);
    }

    [Theory]
    [InlineData("frames.bin", "bytes")]
    [InlineData("frames.csv", "columns")]
    [InlineData("dataset.json", "JSON")]
    public void Open_DamagedFile_SaysWhichAndWhy(string file, string expected)
    {
        using var folder = new TemporaryFolder();
        DatasetBuilder.Build([Stack(1)], SubjectLinks.Read([]), folder.Path, new DatasetOptions());
        File.WriteAllText(folder.File(file), "x,y\n1,2\n");
        var e = Assert.Throws<InputException>(() => FrameStore.Open(folder.Path));
        Assert.Contains(file, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "nowhere")]
    [InlineData("--resolution", "4")]
    [InlineData("--validation", "1")]
    public async Task Dataset_BadInput_EndsWithCode2AndWritesNothing(string option, string value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("frames.csv"), "patient\nP1\n");
        string[] args = ["dataset", "--out", folder.File("store"), option, value];
        Assert.Equal(App.BadInput, await App.RunAsync(option == "--data" ? args : [.. args, "--data", folder.Path]));
        Assert.False(Directory.Exists(folder.File("store")));
    }

    private static CineStack Renamed(CineStack stack, string subject) =>
        stack with
        {
            Subject = subject,
            Series = [.. stack.Series.Select(s => s with { Subject = subject })],
        };

    /// <summary>A disc of two sizes at row 20, column 20 of 40 x 40 pixels, brightness by number.</summary>
    private static CineStack Stack(int number)
    {
        CineFrame[] frames = [Frame(9, "ED", 0), Frame(6, "ES", 30)];
        return new CineStack($"P-{number}", "pictures", [], [new CineSeries($"P-{number}", 2, null, null, frames) { Pathology = "N" }]);

        CineFrame Frame(int radius, string phase, double time)
        {
            bool[] inside =
            [
                .. Enumerable.Range(0, 1600).Select(i => Math.Pow(i / 40 - 20, 2) + Math.Pow(i % 40 - 20, 2) < radius * radius),
            ];
            var image = new GrayImage(40, 40, [.. inside.Select((v, i) => v ? 100f + number : 20 + i % 7)]);
            return new CineFrame(image, time, phase) { Phase = phase, LvCavity = new Mask(40, 40, inside) };
        }
    }
}
