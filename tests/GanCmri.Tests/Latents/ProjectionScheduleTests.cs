using GanCmri.Latents;

namespace GanCmri.Tests.Latents;

public class ProjectionScheduleTests
{
    [Fact]
    public void Reference_EveryGoldenStep_IsStyleGan2s()
    {
        var golden = Golden.Json("projector.json");
        var std = golden.GetProperty("w_std").GetDouble();
        var options = ProjectorOptions.Reference;
        foreach (var row in golden.GetProperty("schedule").EnumerateArray())
        {
            var step = row.GetProperty("step").GetInt32();
            Assert.Equal(row.GetProperty("lr").GetDouble(), ProjectionSchedule.LearningRate(options, step, options.Steps), 1e-12);
            Assert.Equal(row.GetProperty("w_noise_scale").GetDouble(), ProjectionSchedule.NoiseScale(options, step, std), 1e-12);
        }
    }

    [Fact]
    public void LearningRate_EarlyEnd_RampsDownBeforeIt()
    {
        var options = ProjectorOptions.Reference;
        Assert.Equal(0.1, ProjectionSchedule.LearningRate(options, 150, 400), 1e-12);
        Assert.Equal(0.05, ProjectionSchedule.LearningRate(options, 275, 400), 1e-12);
        Assert.Equal(0, ProjectionSchedule.LearningRate(options, 400, 400), 1e-12);
    }
}
