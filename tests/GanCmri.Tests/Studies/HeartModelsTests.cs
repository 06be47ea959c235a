using GanCmri.Runtime;
using GanCmri.Studies;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies;

public class HeartModelsTests
{
    [Fact]
    public void LoadHearts_TwoSegmentersOfOneFileName_AreToldApart()
    {
        using var models = HeartModels.LoadHearts(null, null, CPU, judge: ShippedModels.Judge());
        string[] segmenters = [.. models.Files.Select(f => f.Name).Where(n => n.StartsWith("segmenter", StringComparison.Ordinal))];
        Assert.Equal(["segmenter.safetensors", "segmenter.safetensors (second network, judges)"], segmenters.Order(StringComparer.Ordinal));
    }
}
