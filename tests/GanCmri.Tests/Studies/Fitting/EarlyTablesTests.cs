using GanCmri.Imaging.Store;
using GanCmri.Phenotypes;
using GanCmri.Studies.Fitting;
using GanCmri.Tests.Fixtures;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Studies.Fitting;

/// <summary>Tables, trajectories, directions and stores of an early version are read, under the names they had then and those of
/// today.</summary>
public class EarlyTablesTests
{
    [Theory]
    [InlineData("ed-es.json", MotionKind.EdToEs)]
    [InlineData("frame.json", MotionKind.FrameToFrame)]
    [InlineData("periodic.json", MotionKind.Periodic)]
    public void Trajectory_FittedAgainToTheLatentsOfThen_IsTheSame(string file, MotionKind kind)
    {
        var then = TrajectoryFile.Read(EarlyFiles.Path("Tables", file));
        var now = TrajectoryFitting.Fit(
            EarlyFiles.Path("Tables", "latents.csv"),
            new TrajectoryFittingOptions { Kind = kind, Components = 3 }
        );
        Assert.Equal(kind, then.Trajectory.Kind);
        var start = LatentCsv.Read(EarlyFiles.Path("Tables", "latents.csv")).Frames[0].W;
        var (a, b) = (then.Trajectory.Cine(start, 12), now.Trajectory.Cine(start, 12));
        Assert.Equal(12, a.Length);
        foreach (var (x, y) in a.Zip(b))
            Assert.True(Golden.MaxError(y, x) < 1e-5);
        Assert.True(Golden.MaxError([.. now.EdToEs!.Direction], [.. then.EdToEs!.Direction]) < 1e-6);
    }

    [Theory]
    [InlineData("LV area (mm2)")]
    [InlineData("lv_area_mm2")]
    [InlineData("lv-area")]
    public void Direction_FittedAgainToTheTableOfThen_IsTheSame(string column)
    {
        var then = DirectionFile.ReadJson(EarlyFiles.Path("Tables", "area.json"));
        var now = DirectionFitting.Fit(
            new DirectionFittingOptions
            {
                Latents = EarlyFiles.Path("Tables", "latents.csv"),
                Phenotypes = EarlyFiles.Path("Tables", "frames.csv"),
                Column = column,
            }
        );
        Assert.True(Golden.MaxError([.. now.Direction.Vector], [.. then.Direction.Vector]) < 1e-6);
        Assert.Equal((1, 3), (then.Direction.Low, then.Direction.High));
        Assert.Equal((1, 3), (now.Direction.Low, now.Direction.High));
    }

    [Theory]
    [InlineData("frames.csv", "lv_area_mm2", "LV area (mm2)")]
    [InlineData("frames.csv", "sphericity_index", "Sphericity index")]
    [InlineData("frames.csv", "wall_thickness_mm", "Wall thickness (mm)")]
    [InlineData("cines.csv", "lv_fac_percent", "LVFAC (%)")]
    [InlineData("cines.csv", "lv_eda_mm2", "LVEDA (mm2)")]
    [InlineData("cohort.csv", "lv_area_mm2", "LV area (mm2)")]
    [InlineData("cohort.csv", "sphericity_index", "Sphericity index")]
    public void Header_OfThen_IsFoundByTheNameOfToday(string table, string name, string header) =>
        Assert.Equal(header, PhenotypeNames.Spelt(File.ReadLines(EarlyFiles.Path("Tables", table)).First().Split(','), name));

    [Fact]
    public void Store_OfThen_GivesItsFrames()
    {
        using var store = FrameStore.Open(EarlyFiles.Path("Tables", "store"));
        Assert.Equal((80, 8), (store.Count, store.Resolution));
        Assert.Equal(4, store.Rows.Select(r => r.Subject).Distinct().Count());
        Assert.Contains(store.Read(0).Pixels, v => v > 0.5f);
    }
}
