using GanCmri.Imaging.Phantom;
using SixLabors.ImageSharp;

namespace GanCmri.Cli.Tests.Verbs;

public class AuditVerbTests
{
    [Fact]
    public async Task Audit_CopiesAmongOthers_ListsAndShowsThem_AndAnotherAuditLeavesNoOldPicture()
    {
        using var folder = new TemporaryFolder();
        Phantoms(folder.File("train"), seed: 1, subjects: 6);
        Phantoms(folder.File("holdout"), seed: 2, subjects: 6);
        Phantoms(folder.File("made"), seed: 3, subjects: 4);
        Assert.Equal(0, await Audit(folder, synthetic: "train"));
        Assert.Equal(1 + 120, File.ReadLines(folder.File("out/suspects-pixels.csv")).Count());
        Assert.Equal(1 + 2 * 21, File.ReadLines(folder.File("out/sensitivity.csv")).Count());
        Assert.True(new FileInfo(folder.File("out/sensitivity.png")).Length > 1000);
        Assert.Contains(
            "local contrast: of 30 planted copies it finds: turned 0, 4,",
            File.ReadAllText(folder.File("out/verdict.txt")),
            StringComparison.Ordinal
        );
        using (var sheet = Image.Load(folder.File("out/suspects-pixels.png")))
            Assert.Equal((8 * 132 - 4, 12 * 132 - 4), (sheet.Width, sheet.Height)); // 48 pairs, 4 a row, of 64 x 64 drawn twice as large
        Assert.Equal(0, await Audit(folder, synthetic: "made"));
        Assert.Single(File.ReadLines(folder.File("out/suspects-pixels.csv")));
        Assert.False(File.Exists(folder.File("out/suspects-pixels.png")));
    }

    private static Task<int> Audit(TemporaryFolder folder, string synthetic) =>
        App.RunAsync([
            "audit",
            "--train",
            folder.File("train"),
            "--holdout",
            folder.File("holdout"),
            "--synthetic",
            folder.File(synthetic),
            "--out",
            folder.File("out"),
        ]);

    private static void Phantoms(string folder, int seed, int subjects) =>
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), seed), subjects, folder);
}
