using System.Text.Json;
using GanCmri.Reports;
using GanCmri.Runtime;
using Xunit;

namespace GanCmri.Tests.Reports;

public sealed class RunRecordTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gancmri-run").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_Record_SaysWhatRan()
    {
        var path = Path.Combine(_folder, "run.json");
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        new RunRecord
        {
            Command = "gancmri demo",
            Options = new { Subjects = 40 },
            Seed = 7,
            Device = "cpu",
            Inputs = [new FileDigest("g.safetensors", 3, "ab")],
            Outputs = [],
            StartedUtc = start,
            EndedUtc = start.AddSeconds(2),
        }.Save(path);
        var json = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        Assert.Equal(40, json.GetProperty("Options").GetProperty("Subjects").GetInt32());
        Assert.Equal("2026-01-02T03:04:05+00:00", json.GetProperty("StartedUtc").GetString());
        Assert.Equal("0.107.0", json.GetProperty("Packages").GetProperty("TorchSharp").GetString());
        Assert.Equal(32, json.GetProperty("CodeId").GetString()!.Length);
    }

    [Fact]
    public void FileDigest_KnownContent_HasItsSha256()
    {
        var path = Path.Combine(_folder, "abc.txt");
        File.WriteAllText(path, "abc");
        // FIPS 180-2, appendix B.1.
        Assert.Equal(new FileDigest("abc.txt", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), FileDigest.Of(path));
    }

    [Fact]
    public void FileDigest_MissingFile_IsBadInput() => Assert.Throws<InputException>(() => FileDigest.Of(Path.Combine(_folder, "none")));
}
