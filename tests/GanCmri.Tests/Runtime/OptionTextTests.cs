using System.Globalization;
using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public class OptionTextTests
{
    [Fact]
    public void Values_InAnyLanguage_AreNamedAsOptions()
    {
        var options = new ProjectorOptions { Space = LatentSpace.WPlus, LearningRate = 0.25 };
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var values = OptionText.Values(options);
            Assert.Equal(("w-plus", "200", "0.25"), (values["space"], values["steps"], values["learning-rate"]));
            Assert.Equal("0.03", OptionText.Values(new TuningOptions(), "tuning-")["tuning-learning-rate"]);
            Assert.StartsWith("steps 800, rank 16, learning-rate 0.03, ", OptionText.Line(new TuningOptions()), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
