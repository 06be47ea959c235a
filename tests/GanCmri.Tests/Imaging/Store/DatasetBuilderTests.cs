using System.Text.RegularExpressions;
using GanCmri.Cli;
using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Imaging.Store;

public class DatasetBuilderTests
{
    [Theory]
    [InlineData(0.2, 2)] // rounds to nobody
    [InlineData(0.9, 1)] // rounds to everybody
    public void Build_SplitWithAnEmptySide_IsRefusedAndWritesNothing(double share, int subjects)
    {
        using var folder = new TemporaryFolder();
        var stacks = Enumerable.Range(1, subjects).Select(i => Beating(i));
        var e = Assert.Throws<InputException>(() =>
            DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.File("store"), new DatasetOptions { Validation = share })
        );
        Assert.Contains("each side of the split", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("store")));
    }

    [Fact]
    public void Build_TwoSubjectsWithoutAShare_HoldsOutNobodyAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            0,
            DatasetBuilder.Build([Beating(1), Beating(2)], SubjectLinks.Read([]), folder.Path, new DatasetOptions()).Validation
        );
    }

    [Fact]
    public void Build_SubjectsWithoutUsableFrames_TakeNoPartInTheDraw()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            using var folder = new TemporaryFolder();
            CineStack[] stacks = [.. Enumerable.Range(1, 3).Select(i => Beating(i)), .. Enumerable.Range(4, 9).Select(Empty)];
            DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.Path, new DatasetOptions { Validation = 1 / 3.0, Seed = seed });
            using var store = FrameStore.Open(folder.Path);
            Assert.Single(store.Rows.Where(r => r.Split == DataSplit.Validation).Select(r => r.Subject).Distinct());
        }
    }

    [Fact]
    public void Validation_GroupsOfTwo_AreDrawnFromTogether()
    {
        var people = Enumerable.Range(0, 10).ToDictionary(i => $"P{i}", i => $"group {i / 2}");
        Assert.Equal(2, PatientSplit.Validation(people, 0.2, 1).Count);
    }

    [Fact]
    public void Build_Always_WritesAContactSheetWithDoubtfulSeriesInRed()
    {
        using var folder = new TemporaryFolder();
        var info = DatasetBuilder.Build(
            [Beating(1), Beating(2, corner: true)],
            SubjectLinks.Read([]),
            folder.Path,
            new DatasetOptions { Crop = new HeartCrop { FieldMm = 60 } }
        );
        Assert.Equal("S002-01", Assert.Single(info.Doubtful).Series);
        using var sheet = Image.Load<Rgb24>(folder.File("contact-sheet.png"));
        Assert.Equal((280, 70), (sheet.Width, sheet.Height)); // two tiles a cine
        Assert.Equal(new Rgb24(0, 0, 0), sheet[0, 0]);
        Assert.Equal(new Rgb24(255, 48, 48), sheet[141, 0]);
    }

    [Fact]
    public void Build_StackWithMasks_TellsWhereItsSlicesLie()
    {
        using var folder = new TemporaryFolder();
        int[] radii = [5, 7, 9, 10];
        var slices = radii.Select((radius, slice) => Beating(slice, radius: radius).Series[0] with { Subject = "P", Slice = slice });
        var stacks = new[] { new CineStack("P", "pictures", [], [.. slices]), Beating(9) };
        DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.Path, new DatasetOptions());
        using var store = FrameStore.Open(folder.Path);
        double?[] expected = [1, 0.6667, 0.3333, 0, null];
        Assert.Equal(expected.SelectMany(p => new[] { p, p }), store.Rows.Select(r => r.SlicePosition));
        Assert.All(store.Rows, r => Assert.Empty(r.Source));
    }

    [Fact]
    public void Build_CineWhoseFramesComeAgainWithMasks_TakesOverWhereItsSlicesLie()
    {
        using var folder = new TemporaryFolder();
        int[] radii = [5, 7, 9, 10];
        CineSeries[] told = [.. radii.Select((radius, slice) => Beating(slice, radius: radius).Series[0] with { Slice = slice })];
        CineSeries[] whole =
        [
            .. told.Select(s => s with { Frames = [.. s.Frames.Concat(Beating(20 + s.Slice).Series[0].Frames).Select(Untold)] }),
        ];
        var stacks = new[] { whole, told }.Select(series => new CineStack("P", "pictures", [], series));
        DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.Path, new DatasetOptions { AsIs = true });
        using var store = FrameStore.Open(folder.Path);
        double?[] expected = [1, 0.6667, 0.3333, 0];
        Assert.Equal(expected.SelectMany(p => Enumerable.Repeat(p, 4)), store.Rows.Select(r => r.SlicePosition));

        static CineFrame Untold(CineFrame frame) => frame with { LvCavity = null };
    }

    [Fact]
    public void Build_SourcesToldApart_NamesTheFolderBelowTheRoot()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["data/north/p1/a.png", "data/south/b.png", "data/c.png"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllText(folder.File(file), file);
        }
        var stacks = new[] { "north/p1/a.png", "south/b.png", "c.png" }.Select(
            (file, i) => Beating(i + 1) with { Files = [folder.File("data/" + file)] }
        );
        var options = new DatasetOptions { SourcesIn = folder.File("data") };
        DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.File("store"), options);
        using var store = FrameStore.Open(folder.File("store"));
        Assert.Equal(["north", "north", "south", "south", "", ""], store.Rows.Select(r => r.Source));
    }

    [Fact]
    public void Build_StudiesNamedByDates_AreNumbered()
    {
        using var folder = new TemporaryFolder();
        var stacks = Enumerable
            .Range(1, 3)
            .Select(i => Beating(i))
            .Zip(
                ["20190101", "2020-02-02", "V3"],
                (s, study) => s with { Subject = "P1", Series = [.. s.Series.Select(c => c with { Subject = "P1", Study = study })] }
            );
        DatasetBuilder.Build(stacks, SubjectLinks.Read([]), folder.Path, new DatasetOptions { Crop = new HeartCrop { FieldMm = 60 } });
        using var store = FrameStore.Open(folder.Path);
        Assert.Equal(["1", "2", "V3"], store.Rows.Select(r => r.Study).Distinct());
    }

    [Fact]
    public async Task Dataset_HeapOfUnlikePictures_IsRefused()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 12; i++)
            PngPictures.SavePng(Pattern(i / 4, i), GrayRange.Signed, folder.File($"data/P{i / 4}_{i}.png"));
        Assert.Equal(App.BadInput, await App.RunAsync(["dataset", "--data", folder.File("data"), "--out", folder.File("store")]));
        Assert.False(Directory.Exists(folder.File("store")));
        Assert.Contains(CineDoubts.FramesDiffer, Assert.Single(CineReader.Read(folder.File("data"))).Doubts);
    }

    [Fact]
    public async Task Dataset_AsIsWithAPattern_KeepsPixelsAndSplitsByIt()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 12; i++)
            PngPictures.SavePng(Pattern(i / 4, i), GrayRange.Signed, folder.File($"data/P{i / 4}_{i}.png"));
        string[] args =
        [
            "dataset",
            "--data",
            folder.File("data"),
            "--out",
            folder.File("store"),
            "--resolution",
            "32",
            "--as-is",
            "--subject-pattern",
            "^(P[0-9]+)_",
            "--keep-ids",
        ];
        Assert.Equal(0, await App.RunAsync(args));
        using var store = FrameStore.Open(folder.File("store"));
        Assert.Equal(12, store.Count);
        Assert.Equal(
            ["subject,source_id", "S001,P0", "S002,P1", "S003,P2"],
            await File.ReadAllLinesAsync(folder.File("store/subjects.csv"))
        );
        Assert.Single(store.Rows.Where(r => r.Split == DataSplit.Validation).Select(r => r.Subject).Distinct());
        var expected = PictureBytes(Pattern(0, 0));
        Assert.Equal(expected, store.Read(0).Pixels.Select(v => (byte)Math.Round((v + 1) * 127.5)));
    }

    [Theory]
    [InlineData("(?<subject>S[0-9]+)-(?<slice>[0-9]+)", "S1", 2)]
    [InlineData("(?<slice>[0-9]+)_.*(?<subject>x)", "", 0)]
    [InlineData("^S[0-9]+", "S1", 1)]
    public void Read_SubjectPattern_TellsSubjectAndSlice(string pattern, string subject, int slices)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["S1-1_a", "S1-1_b", "S1-2_a", "S1-2_b"])
            PngPictures.SavePng(Pattern(0, 1), GrayRange.Signed, folder.File(name + ".png"));
        var options = new CineReaderOptions { SubjectPattern = new Regex(pattern) };
        if (subject.Length == 0)
        {
            Assert.Contains(
                "--subject-pattern",
                Assert.Throws<InputException>(() => CineReader.Read(folder.Path, options)).Message,
                StringComparison.Ordinal
            );
            return;
        }

        var cines = CineReader.Read(folder.Path, options);
        Assert.All(cines, c => Assert.Equal(subject, c.Subject));
        Assert.Equal(slices, cines.Count);
    }

    [Fact]
    public async Task Dataset_BrokenPattern_EndsWithCode2()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["dataset", "--data", folder.Path, "--out", folder.File("store"), "--subject-pattern", "(["])
        );
    }

    private static byte[] PictureBytes(GrayImage image) => Array.ConvertAll(image.Pixels, v => (byte)Math.Round((v + 1) * 127.5f));

    /// <summary>Stripes that differ from patient to patient and little from frame to frame; whole grey levels in [-1, 1].</summary>
    private static GrayImage Pattern(int patient, int frame) =>
        new(
            32,
            32,
            [
                .. Enumerable
                    .Range(0, 1024)
                    .Select(i =>
                        (float)(
                            Math.Round(127.5 + 100 * Math.Sin((i % 32 * (patient == 1 ? 0 : 1) + i / 32 * patient) * 0.4) + frame) / 127.5
                            - 1
                        )
                    ),
            ]
        );

    private static CineStack Empty(int number) =>
        Stack(number, [.. Enumerable.Range(0, 2).Select(_ => new CineFrame(new GrayImage(40, 40, new float[1600]), double.NaN, ""))]);

    /// <summary>A disc of two sizes in the middle or, so that the crop reaches beyond the picture, in a corner; 2.5 mm a pixel.</summary>
    private static CineStack Beating(int number, bool corner = false, int radius = 9)
    {
        var centre = corner ? 4 : 20;
        return Stack(number, [Frame(radius), Frame(radius - 3)]);

        CineFrame Frame(int radius)
        {
            bool[] inside =
            [
                .. Enumerable.Range(0, 1600).Select(i => Math.Pow(i / 40 - centre, 2) + Math.Pow(i % 40 - centre, 2) < radius * radius),
            ];
            return new CineFrame(new GrayImage(40, 40, [.. inside.Select((v, i) => v ? 100f + number : 20 + i % 7)]), double.NaN, "")
            {
                LvCavity = new Mask(40, 40, inside),
            };
        }
    }

    private static CineStack Stack(int number, CineFrame[] frames) =>
        new($"P-{number}", "pictures", [], [new CineSeries($"P-{number}", 0, null, new PixelSpacing(2.5, 2.5), frames)]);
}
