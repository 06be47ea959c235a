using GanCmri.Reports.Hearts;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Tests.Reports.Hearts;

public sealed class HeartMakerTests
{
    [Fact]
    public void Make_FacAsked_ContractsAsMuch()
    {
        using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
        var maker = new HeartMaker(models);
        foreach (var asked in new[] { 20.0, 50 })
        {
            var heart = maker.Make(
                new HeartRecipe
                {
                    Seed = 7,
                    FacPercent = asked,
                    Frames = 10,
                }
            );
            Assert.InRange(heart.Beat.FacPercent, asked - 4, asked + 4);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(90)]
    [InlineData(double.NaN)]
    public void Validate_FacOutOfRange_SaysSo(double fac) =>
        Assert.Contains("90 %", Assert.Throws<InputException>(() => new HeartRecipe { FacPercent = fac }.Validate()).Message);
}
