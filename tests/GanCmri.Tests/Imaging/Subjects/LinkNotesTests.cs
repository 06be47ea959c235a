using System.Text.Json;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Learning;
using GanCmri.Tests.Imaging.Nifti;
using Microsoft.ML;

namespace GanCmri.Tests.Imaging.Subjects;

public sealed class LinkNotesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tell_IdsThatNobodyHas_CountsPairsWithOneOfThem()
    {
        // One pair met, two half (of one, both lines are the same), one with nobody.
        var lines = Told("a,b\nA1,B1\nA2,B22\nB22,A2\nA3,Z3\nX4,Y4\n", "A1", "B1", "A2", "B2", "A3", "A3");
        Assert.StartsWith("linked ids of which one is met and the other is nobody's here", Assert.Single(lines), StringComparison.Ordinal);
        Assert.EndsWith(": 2 pairs", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_OtherZerosOrCapitals_AreJoinedAndCounted()
    {
        var links = Links("a,b\nSCD0000101,SC-HF-I-1\n");
        Assert.Equal(links.Person("scd0000101"), links.Person("SC-HF-I-01_baseline"));
        var lines = Told("a,b\nSCD0000101,SC-HF-I-1\n", "SCD0000101", "SC-HF-I-01_baseline");
        Assert.Equal("linked by an id with other capitals or leading zeros, taken as the same: 1 subject", Assert.Single(lines));
    }

    [Fact]
    public void Tell_AllAsWritten_SaysNothing() =>
        Assert.Empty(Told("a,b\nA1,B1\nA1,A01\nnorth/S001,south/S001\n", "A1", "B1", "A01", "north/S001", "south/S001", "Q"));

    [Fact]
    public void Build_OfHalfALink_NotesItAlsoFromShardsAndHidesIds()
    {
        var links = Links("a,b\nP1,Q1\n");
        var (whole, joined) = (new ReadingNotes(), new ReadingNotes());
        CutStack[] cut = [CutStack.Of(Beating("P1"), links, new DatasetOptions())];
        string[] waiting = [.. cut.Select(c => JsonSerializer.Serialize(c))];
        Assert.DoesNotContain("Q1", waiting[0], StringComparison.Ordinal);

        DatasetBuilder.Build([Beating("P1")], links, _folder.File("a"), new DatasetOptions { Notes = whole });
        DatasetBuilder.Build(
            waiting.Select(w => JsonSerializer.Deserialize<CutStack>(w)!),
            _folder.File("b"),
            new DatasetOptions { Notes = joined },
            progress: null,
            CancellationToken.None
        );

        Assert.EndsWith("tables of measure): 1 pair", Assert.Single(whole.Lines), StringComparison.Ordinal);
        Assert.Equal(whole.Lines, joined.Lines);
    }

    [Fact]
    public void LoadCine_OfHalfALink_Warns()
    {
        new NiftiWriter
        {
            Sizes = [64, 64, 1, 4],
            PixDim = [1, 2, 2, 8, 100],
            Value = (x, y, _, t) => Math.Pow(x - 32, 2) + Math.Pow(y - 32, 2) < Math.Pow(12 - 2 * t, 2) ? 200 : 20,
        }.Write(_folder.File("P1.nii"));
        File.WriteAllText(_folder.File("link.csv"), "a,b\nP1,Q1\n");
        var (ml, warned) = (new MLContext(1), new List<string>());
        ml.Log += (_, e) => warned.Add(e.Message);
        ml.Gan.LoadCine(_folder.Path);
        Assert.Contains(warned, w => w.Contains("the other is nobody's here", StringComparison.Ordinal));
    }

    private SubjectLinks Links(string table)
    {
        File.WriteAllText(_folder.File("link.csv"), table);
        return SubjectLinks.Read([_folder.File("link.csv")]);
    }

    private IReadOnlyList<string> Told(string table, params string[] subjects)
    {
        var (links, told, notes) = (Links(table), new LinkNotes(), new ReadingNotes());
        foreach (var linked in subjects.Select(links.Of).OfType<LinkedId>())
            told.Add(linked);
        told.Tell(notes);
        return notes.Lines;
    }

    // A disc of two sizes.
    private static CineStack Beating(string subject)
    {
        CineFrame[] frames = [Frame(9, 0), Frame(6, 30)];
        return new CineStack(subject, "pictures", [], [new CineSeries(subject, 2, null, null, frames)]);

        static CineFrame Frame(int radius, double time)
        {
            bool[] inside =
            [
                .. Enumerable.Range(0, 1600).Select(i => Math.Pow(i / 40 - 20, 2) + Math.Pow(i % 40 - 20, 2) < radius * radius),
            ];
            var image = new GrayImage(40, 40, [.. inside.Select((v, i) => v ? 100f : 20 + i % 7)]);
            return new CineFrame(image, time, "f") { LvCavity = new Mask(40, 40, inside) };
        }
    }
}
