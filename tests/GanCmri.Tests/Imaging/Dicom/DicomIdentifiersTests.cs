using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging.Dicom;

/// <summary>Anonymisers that give every file identifiers of its own.</summary>
public class DicomIdentifiersTests
{
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void Read_IdentifiersOfTheirOwnInEveryFile_AreNotBelieved(bool series, bool study, bool patient)
    {
        using var folder = new TemporaryFolder();
        foreach (var (p, person) in new[] { "P1", "P2" }.Index())
        {
            for (var i = 0; i < 8; i++)
            {
                var number = 8 * p + i;
                DicomFolderWriter.Write(
                    folder,
                    $"{person}/{i}.dcm",
                    new DicomWriter
                    {
                        Series = series ? $"9.{number}" : $"9.{100 + p}",
                        Study = study ? $"8.{number}" : $"8.{100 + p}",
                        Patient = patient ? $"X{number}" : $"X{100 + p}",
                        SeriesNumber = 7,
                        TriggerMs = 100 * (i % 4),
                        PositionMm = 8 * (i / 4),
                    },
                    number
                );
            }
        }

        var options = new CineReaderOptions();
        var cines = CineReader.Read(folder.Path, options);
        Assert.Equal([("P1", 0, 4), ("P1", 1, 4), ("P2", 0, 4), ("P2", 1, 4)], cines.Select(c => (c.Subject, c.Slice, c.Frames.Count)));
        Assert.All(cines, c => Assert.Equal("", c.Study));
        Assert.Contains("DICOM identifiers that no two frames of a cine share are not believed: 16 files", options.Notes.Lines);
    }

    [Fact]
    public void Read_StillsOfManyStudiesAtPlacesOfTheirOwn_StayStudies()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 6; i++)
            DicomFolderWriter.Write(
                folder,
                $"all/{i}.dcm",
                new DicomWriter
                {
                    Patient = "ANON",
                    Study = $"1.{i}",
                    Series = $"2.{i}",
                    PositionMm = 3 * i,
                },
                i
            );
        Assert.Equal(6, CineReader.Read(folder.Path).Select(c => c.Subject).Distinct().Count());
    }

    [Fact]
    public void Read_OnePatientIdInSeveralSpellings_IsOnePerson()
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, id) in new[] { "p01", "P01 ", "P01" }.Index())
            DicomFolderWriter.WriteCine(
                folder,
                $"{(char)('a' + i)}/",
                4,
                f => new DicomWriter
                {
                    Patient = id,
                    TriggerMs = 100 * f,
                    PositionMm = 8 * i,
                },
                10 * i
            );
        Assert.Single(CineReader.Read(folder.Path).Select(c => c.Subject).Distinct());
    }

    [Fact]
    public void Read_WithoutPreambleAndEnding_IsDicom()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
            DicomFolderWriter.Write(
                folder,
                $"P1/IM{i}",
                new DicomWriter
                {
                    Preamble = false,
                    Explicit = i % 2 == 0,
                    TriggerMs = 100 * i,
                },
                i
            );
        File.WriteAllText(folder.File("P1/README"), "cines of P1, 4 frames");
        Assert.Equal(4, Assert.Single(CineReader.Read(folder.Path)).Frames.Count);
    }

    [Fact]
    public void Read_LevelsOfAnExport_NameNobody()
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, place) in new[] { "train/11/study/sax_5", "train/11/study/sax_6", "validate/12/study/sax_5" }.Index())
            DicomFolderWriter.WriteCine(
                folder,
                $"{place}/",
                4,
                f => new DicomWriter
                {
                    Patient = i < 2 ? "11" : "12",
                    Study = $"1.{i / 2}",
                    TriggerMs = 100 * f,
                    PositionMm = 8 * i,
                },
                10 * i
            );
        Assert.Equal(["11", "11", "12"], CineReader.Read(folder.Path).Select(c => c.Subject));
    }

    [Fact]
    public void Read_TimesThatAreNoHeartBeat_AreLeftOut()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "P1/", 8, f => new DicomWriter { TriggerMs = 0.1 * (8 - f) });
        var cine = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal(["8", "7", "6"], cine.Frames.Take(3).Select(f => f.Name));
        Assert.All(cine.Frames, f => Assert.Equal(double.NaN, f.TimeMs));
        Assert.Equal([CineDoubts.Times], cine.Doubts);
    }
}
