using GanCmri.Imaging;
using GanCmri.Imaging.Subjects;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomIdentityTests
{
    [Theory]
    [InlineData("ANONYMIZED")]
    [InlineData("anonymous^anonymous")]
    [InlineData("000000")]
    [InlineData("123456")]
    [InlineData("COHORT")]
    [InlineData("")]
    public void Read_OnePlaceholderForSeveralPatients_IsNotOnePerson(string id)
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, patient) in new[] { "P1", "P2", "P3" }.Index())
            DicomFolderWriter.WriteCine(
                folder,
                $"{patient}/",
                2,
                f => new DicomWriter
                {
                    Patient = id,
                    Study = $"1.{i}",
                    TriggerMs = 40 * f,
                    Instance = f,
                },
                10 * i
            );
        var cines = CineReader.Read(folder.Path);
        Assert.Equal(["P1", "P2", "P3"], cines.Select(c => c.Subject));
        Assert.All(cines, c => Assert.Equal(2, c.Frames.Count));
    }

    [Fact]
    public void Read_PlaceholderInOneFlatFolder_IsAPersonAStudy()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
            DicomFolderWriter.Write(folder, $"all/{i}.dcm", new DicomWriter { Patient = "ANON", Study = $"1.{i}" }, i);
        var options = new CineReaderOptions();
        Assert.Equal(["all-1", "all-2", "all-3"], CineReader.Read(folder.Path, options).Select(c => c.Subject));
        Assert.Contains(options.Notes.Lines, l => l.Contains("placeholder", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_BaselineAndFollowUp_AreTwoStudiesOfOneSubject()
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, visit) in new[] { "followup", "baseline" }.Index())
            DicomFolderWriter.WriteCine(
                folder,
                $"P1/{visit}/",
                2,
                f => new DicomWriter
                {
                    Patient = "MR0815",
                    Study = $"1.{i}",
                    TriggerMs = 40 * f,
                },
                10 * i
            );
        Assert.Equal([("P1", "baseline"), ("P1", "followup")], CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study)).Order());
    }

    [Fact]
    public void Read_PatientsBelowVisits_AreStillTheSamePatients()
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, place) in new[] { "baseline/P1", "baseline/P2", "followup/P1" }.Index())
            DicomFolderWriter.Write(folder, $"{place}/1.dcm", new DicomWriter { Patient = "ANON", Study = $"1.{i}" }, i);
        Assert.Equal(
            [("P1", "baseline"), ("P1", "followup"), ("P2", "baseline")],
            CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study)).Order()
        );
    }

    [Fact]
    public void Read_StudiesThatNoFolderNames_AreNumberedByDate()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(
            folder,
            "P1/a.dcm",
            new DicomWriter
            {
                Patient = "MR0815",
                Study = "1.9",
                StudyDate = "20200101",
            },
            1
        );
        DicomFolderWriter.Write(
            folder,
            "P1/b.dcm",
            new DicomWriter
            {
                Patient = "MR0815",
                Study = "1.1",
                StudyDate = "20240101",
            },
            2
        );
        Assert.Equal(
            [("P1", "1", "a"), ("P1", "2", "b")],
            CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study, c.Frames[0].Name))
        );
    }

    [Fact]
    public void Read_BidsFoldersUnderAPlaceholder_AreThePeopleTheyName()
    {
        using var folder = new TemporaryFolder();
        foreach (var (i, place) in new[] { "sub-01/ses-1", "sub-01/ses-2", "sub-02/ses-1" }.Index())
            DicomFolderWriter.Write(folder, $"{place}/1.dcm", new DicomWriter { Patient = "ANON", Study = $"1.{i}" }, i);
        Assert.Equal(
            [("sub-01", "ses-1"), ("sub-01", "ses-2"), ("sub-02", "ses-1")],
            CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study))
        );
    }

    [Fact]
    public void Read_OneNumberOfTwoBirthDates_IsTwoPeople()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(
            folder,
            "P1/1.dcm",
            new DicomWriter
            {
                Patient = "S42",
                Study = "1.1",
                BirthDate = "19500101",
            },
            1
        );
        DicomFolderWriter.Write(
            folder,
            "P2/1.dcm",
            new DicomWriter
            {
                Patient = "S42",
                Study = "1.2",
                BirthDate = "19710101",
            },
            2
        );
        Assert.Equal(["P1", "P2"], CineReader.Read(folder.Path).Select(c => c.Subject));
    }

    [Fact]
    public void Read_LocalizersLongAxesRepeatsAndNoPlaces_HaveKeysOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        string[] orientations = ["1\\0\\0\\0\\1\\0", "0\\1\\0\\0\\0\\-1", "1\\0\\0\\0\\0\\-1"];
        for (var i = 0; i < 3; i++)
            DicomFolderWriter.Write(
                folder,
                $"loc{i}.dcm",
                new DicomWriter
                {
                    Orientation = orientations[i],
                    Series = "1.1",
                    SeriesNumber = 1,
                },
                i
            );
        for (var i = 0; i < 2; i++)
            DicomFolderWriter.WriteCine(
                folder,
                $"repeat{i}-",
                3,
                f => new DicomWriter
                {
                    TriggerMs = 40 * f,
                    Series = $"1.{2 + i}",
                    SeriesNumber = 2,
                    PositionMm = 30,
                },
                10 + 10 * i
            );
        for (var i = 0; i < 2; i++)
            DicomFolderWriter.WriteCine(
                folder,
                $"lost{i}-",
                3,
                f => new DicomWriter
                {
                    TriggerMs = 40 * f,
                    Series = $"1.{5 + i}",
                    PositionMm = null,
                },
                50 + 10 * i
            );
        var cines = CineReader.Read(folder.Path);
        Assert.Equal(7, cines.Count);
        Assert.Equal(7, cines.Select(c => (c.Subject, c.Study, c.Name, c.Slice)).Distinct().Count());
    }

    [Theory]
    [InlineData("001_SA_CINE", "001", "")]
    [InlineData("bivme-patient1_rv2ch", "bivme-patient1", "")]
    [InlineData("P7_LV_3ch", "P7", "")]
    [InlineData("001_LA_CINE", "001", "")]
    [InlineData("sub-01_ses-1", "sub-01", "ses-1")]
    [InlineData("sub-01_ses-2_run-1_cine", "sub-01", "ses-2")]
    [InlineData("P1_baseline", "P1", "baseline")]
    [InlineData("P1-followup_sa", "P1", "followup")]
    [InlineData("patient001_frame01", "patient001", "")]
    [InlineData("1234567_20209_2_0", "1234567", "2")]
    [InlineData("SC-HF-I-04", "SC-HF-I-04", "")]
    [InlineData("heart_scan1", "heart_scan1", "")]
    [InlineData("heart_visit1", "heart", "visit1")]
    [InlineData("cine07", "cine07", "")]
    [InlineData("P-1", "P-1", "")]
    [InlineData("baseline", "", "baseline")]
    [InlineData("patient001_frame01_0000", "patient001", "")]
    [InlineData("case1_sa_resampled", "case1", "")]
    [InlineData("case1_V2_sax_N4", "case1", "V2")]
    [InlineData("case1_SAX_1", "case1", "")]
    [InlineData("case1 (2)", "case1", "")]
    [InlineData("case1_cropped", "case1", "")]
    [InlineData("Patient (2)", "Patient (2)", "")]
    [InlineData("heart_cine_001", "heart_cine_001", "")]
    public void SourceName_TellsPersonAndStudy(string name, string person, string study) =>
        Assert.Equal(new SourceName(person, study), SourceName.Of(name));

    [Theory]
    [InlineData("P1,P1,P2", "P01/cine_SAX_b1_5", "P01/cine_SAX_b2_6", "P02/cine_SAX_b1_7")]
    [InlineData("p1,p2,p3", "train/p1", "train/p2", "test/p3")]
    [InlineData("p1,p1,p2", "train/p1_V1", "test/p1_V2", "test/p2_V1")]
    [InlineData("sa_1,sa_2", "cines/sa_01", "cines/sa_02")]
    [InlineData(
        "patient1,patient1,patient2",
        "imagesTr/patient001_frame01_0000",
        "imagesTr/patient001_frame12_0000",
        "imagesTs/patient002_frame01_0000"
    )]
    public void Person_OfNiftiFiles_IsWhoTheNamesTell(string people, params string[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            new NiftiWriter { Sizes = [6, 5, 1, 4] }.Write(folder.File($"{file}.nii"));
        }

        var links = SubjectLinks.Read([]);
        Assert.Equal(
            people.ToUpperInvariant().Split(',').Order(),
            CineReader.Read(folder.Path).Select(s => links.Person(s.Subject)).Order()
        );
    }

    [Fact]
    public void Person_OfStudiesAndViews_IsOneForTheSplit()
    {
        var links = SubjectLinks.Read([]);
        Assert.Single(new[] { "001_SA_CINE", "001_LA_CINE", "1" }.Select(links.Person).Distinct());
        Assert.Single(new[] { "sub-01_ses-1", "sub-01_ses-2" }.Select(links.Person).Distinct());
        Assert.Equal(3, new[] { "data-1", "data-2", "visit-1" }.Select(links.Person).Distinct().Count());
    }
}
