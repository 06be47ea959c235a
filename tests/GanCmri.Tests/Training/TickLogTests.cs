using GanCmri.Evaluation;
using GanCmri.Training;

namespace GanCmri.Tests.Training;

public sealed class TickLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TickLog_OfAnOlderRun_IsReadAndGoesOnUnderTheNewNames()
    {
        var path = _folder.File("ticks.csv");
        File.WriteAllLines(
            path,
            [
                "Kimg,Seconds,ImagesPerSecond,GeneratorLoss,FakeLoss,RealLoss,"
                    + "RealSign,Spread,Frechet,FrechetFloor,Kernel,KernelFloor,Precision,Recall",
                "1,10,100,0.7,0.7,0.7,0.1,0.9,0.5,0.09,0.02,0.01,0.8,0.2",
            ]
        );
        var log = new TickLog(path, 1);
        Assert.Equal(0.5, log.BestFrechet);
        log.Add(new StepLosses(0.6, 0.6, 0.6, 0.2, 0.9));
        log.Write(
            2000,
            () =>
                new GeneratorScore(
                    Kernel: 0.015,
                    KernelRealTrainToRealValidation: 0.01,
                    Frechet: 0.4,
                    FrechetRealTrainToRealValidation: 0.09,
                    Precision: 0.8,
                    Recall: 0.3
                )
        );
        var lines = File.ReadAllLines(path);
        Assert.EndsWith(
            "Kernel,KernelRealTrainToRealValidation,Frechet,FrechetRealTrainToRealValidation,Precision,Recall",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.EndsWith("0.02,0.01,0.5,0.09,0.8,0.2", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("0.015,0.01,0.4,0.09,0.8,0.3", lines[2], StringComparison.Ordinal);
        Assert.Equal(0.4, new TickLog(path, 2).BestFrechet);
    }
}
