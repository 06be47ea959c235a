using System.IO.Compression;
using GanCmri.Imaging.Phantom;
using GanCmri.Reports.Jobs;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class JobCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Nifti_ReadsTheHeaderAlone()
    {
        var file = _folder.File("cine.nii");
        new NiftiWriter { Sizes = [64, 64, 3, 5], Value = (x, y, z, t) => (x * 7919 + y * 104729 + z * 31 + t * 17) % 997 }.Write(file);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(file));
        File.WriteAllBytes(file, packed.ToArray()[..(int)(packed.Length / 2)]); // most voxels are gone, so reading them would fail
        Assert.Equal(
            ["slice: expected 0 to 2, found 3", "frames: expected at most the 5 frames of this cine, found 6"],
            Check("cine.nii", 2, 5)
        );
    }

    [Fact]
    public void Of_Dicom_ReadsHeadersAlone()
    {
        for (var s = 0; s < 4; s++)
            DicomFolderWriter.WriteCine(_folder, $"dicom/{s}-", 3, i => new DicomWriter { PositionMm = 8 * s, TriggerMs = 30 * i }, 20 * s);
        Assert.Equal(
            ["slice: expected 0 to 3, found 4", "frames: expected at most the 3 frames of this cine, found 4"],
            Check("dicom", 3, 3)
        );
    }

    [Fact]
    public void Of_Pictures_CountsTheirSlicesAndFrames()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        var frames = Directory.GetFiles(_folder.File("cine/images"), "*", SearchOption.AllDirectories).Length;
        Assert.Equal(
            ["slice: expected 0 to 0, found 1", $"frames: expected at most the {frames} frames of this cine, found {frames + 1}"],
            Check("cine", 0, frames)
        );
    }

    [Fact]
    public void Of_ACineThatCannotBeRead_IsLeftToTheRun()
    {
        File.WriteAllText(_folder.File("torn.nii"), "torn");
        Assert.Empty(Check("torn.nii", 3, 2));
    }

    [Fact]
    public void Of_ASliceForAllRows_IsCheckedWhereARowNamesNone()
    {
        new NiftiWriter { Sizes = [8, 8, 3, 5] }.Write(_folder.File("cine.nii"));
        File.WriteAllText(_folder.File("jobs.csv"), "id,cine,slice\na,cine.nii,\nb,cine.nii,1\n");
        var list = JobCheck.Of(JobsFile.Read(_folder.File("jobs.csv")), slice: 4);
        Assert.Equal(["b"], list.Jobs.Select(j => j.Name));
        Assert.Equal(2, Assert.Single(list.Problems).Line);
    }

    // The problems of four rows: the last slice, one more, all frames, one more.
    private string[] Check(string cine, int last, int frames)
    {
        File.WriteAllText(
            _folder.File("jobs.csv"),
            $"id,cine,slice,frames\na,{cine},{last},\nb,{cine},{last + 1},\nc,{cine},,{frames}\nd,{cine},,{frames + 1}\n"
        );
        var list = JobCheck.Of(JobsFile.Read(_folder.File("jobs.csv")));
        Assert.Equal(4, list.Jobs.Count + list.Problems.Count);
        return [.. list.Problems.Select(p => $"{p.Column}: expected {p.Expected}, found {p.Found}")];
    }
}
