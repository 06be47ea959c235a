using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Phenotypes;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;
using GanCmri.Tests.Imaging.Store;

namespace GanCmri.Tests.Imaging;

/// <summary>Tables and frame stores name their subjects themselves: S001 of one is not S001 of another.</summary>
public sealed class NamedSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TwoStores_HaveSubjectsOfTheirOwn()
    {
        StoreWriter.Write(_folder.File("north"));
        StoreWriter.Write(_folder.File("centres/south"));
        var options = new CineReaderOptions();
        var cines = CineReader.Read(_folder.Path, options);
        Assert.Equal(["centres/south/S001", "north/S001"], cines.Select(c => c.Subject));
        Assert.Contains(": 2 subjects", Assert.Single(options.Notes.Lines), StringComparison.Ordinal);
        Assert.All(cines, c => Assert.Empty(MaskKey.Of(c, 0, keepIds: false).Frame)); // a folder may tell who it is
    }

    [Fact]
    public void Read_OneStore_KeepsItsNames()
    {
        StoreWriter.Write(_folder.File("north"));
        var options = new CineReaderOptions();
        var cine = Assert.Single(CineReader.Read(_folder.Path, options));
        Assert.Equal(("S001", "S001-01-000"), (cine.Subject, MaskKey.Of(cine, 0, keepIds: false).Frame));
        Assert.Empty(options.Notes.Lines);
    }

    [Fact]
    public void Read_SubjectsThatAreAskedFor_AreFoundByTheNamesTheyGet()
    {
        StoreWriter.Write(_folder.File("north"));
        StoreWriter.Write(_folder.File("south"));
        var options = new CineReaderOptions { Subjects = subject => subject == "south/S001" };
        Assert.Equal(["south/S001"], CineReader.Read(_folder.Path, options).Select(c => c.Subject));
    }

    [Theory]
    [InlineData("north", "south", "P1 P2", "P01 P3", "P2 P3 north/P1 south/P01")]
    [InlineData("north", "south", "P1", "P2", "P1 P2")]
    [InlineData("baseline", "followup", "P1", "P1", "P1 P1")] // visits
    [InlineData("train", "test", "P1", "P1", "P1 P1")] // parts
    [InlineData("north/baseline", "north/followup", "P1", "P1", "P1 P1")]
    [InlineData("north/baseline", "south/baseline", "P1", "P1", "north/P1 south/P1")]
    [InlineData("P1/data", "P2/data", "patient", "patient", "P1/patient P2/patient")]
    public void Read_TwoTables_ShareSubjectsOfOnePlaceOnly(string first, string second, string inFirst, string inSecond, string subjects)
    {
        WriteTable(first, inFirst);
        WriteTable(second, inSecond);
        Assert.Equal(subjects, string.Join(' ', CineReader.Read(_folder.Path).Select(c => c.Subject).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("north", "P1 P2", "P01", "P01 P2 north/P1")]
    [InlineData("north", "P1", "P2", "P1 P2")]
    [InlineData("P1", "P1", "P1", "P1 P1")] // the table lies in the person's own folder
    [InlineData("baseline", "P1", "P1", "P1 P1")] // a visit's folder tells no people apart
    public void Read_ATableBesideFoldersOfCines_SharesNoSubjectWithThem(string table, string inTable, string nifti, string subjects)
    {
        WriteTable(table, inTable);
        Directory.CreateDirectory(_folder.File("cines"));
        new NiftiWriter().Write(_folder.File($"cines/{nifti}.nii"));
        var found = CineReader.Stacks(_folder.Path).Select(s => s.Subject).Order(StringComparer.Ordinal);
        Assert.Equal(subjects, string.Join(' ', found));
    }

    [Fact]
    public void Read_AStoreBesideDicomAndPictures_SharesNoSubjectWithThem()
    {
        StoreWriter.Write(_folder.File("store"));
        PngPictures.SavePng(new GrayImage(2, 2, [0, 0, 0, 1]), GrayRange.Signed, _folder.File("S001/f.png"));
        Assert.Equal(["S001", "store/S001"], CineReader.Read(_folder.Path).Select(c => c.Subject).Order(StringComparer.Ordinal));
        Directory.Delete(_folder.File("S001"), recursive: true);
        DicomFolderWriter.WriteCine(_folder, "S001/scan/f", 2, _ => new DicomWriter());
        var options = new CineReaderOptions();
        Assert.Equal(["S001", "store/S001"], CineReader.Stacks(_folder.Path, options).Select(c => c.Subject).Order(StringComparer.Ordinal));
        Assert.Contains(options.Notes.Lines, l => l.StartsWith("named with their folder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("visit1", "visit2", "P1 P2", "P1", "P1 visit1|P1 visit2|P2 ")]
    [InlineData("north/baseline", "north/followup", "P1", "P1", "P1 baseline|P1 followup")]
    [InlineData("train", "test", "P1", "P1", "P1 |P1 ")]
    [InlineData("north/baseline", "south/followup", "P1", "P1", "north/P1 |south/P1 ")]
    public void Read_TablesOfVisits_AreStudiesOfThePeopleInBoth(
        string first,
        string second,
        string inFirst,
        string inSecond,
        string studies
    )
    {
        WriteTable(first, inFirst);
        WriteTable(second, inSecond);
        var found = CineReader.Read(_folder.Path).Select(c => $"{c.Subject} {c.Study}").Order(StringComparer.Ordinal);
        Assert.Equal(studies, string.Join('|', found));
    }

    [Theory]
    [InlineData("", new[] { "S001", "S002" })]
    [InlineData("a,b\nnorth/S001,south/S001\n", new[] { "S001" })]
    public void Build_SubjectsThatATableLinks_AreOnePerson(string link, string[] people)
    {
        StoreWriter.Write(_folder.File("data/north"));
        StoreWriter.Write(_folder.File("data/south"), heart: 1);
        if (link.Length > 0)
            File.WriteAllText(_folder.File("data/link.csv"), link);
        DatasetBuilder.Build(
            CineReader.Stacks(_folder.File("data")),
            SubjectLinks.Below(_folder.File("data")),
            _folder.File("store"),
            new DatasetOptions { AsIs = true }
        );
        using var store = FrameStore.Open(_folder.File("store"));
        Assert.Equal(people, store.Rows.Select(r => r.Subject).Distinct());
    }

    private void WriteTable(string folder, string subjects)
    {
        foreach (var subject in subjects.Split(' '))
            PngPictures.SavePng(new GrayImage(2, 2, [0, 0, 0, 1]), GrayRange.Signed, _folder.File($"{folder}/{subject}.png"));
        File.WriteAllLines(
            _folder.File($"{folder}/frames.csv"),
            ["patient,image", .. subjects.Split(' ').Select(subject => $"{subject},{subject}.png")]
        );
    }
}
