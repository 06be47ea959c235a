using GanCmri.Tests.Phenotypes;
using GanCmri.Tests.Studies;

namespace GanCmri.Cli.Tests.Verbs;

[Collection(nameof(TinySegmenter))]
public sealed class MeasureJudgeTests(TinySegmenter tiny)
{
    [Fact]
    public async Task Measure_Judge_StandsBeside()
    {
        using var folder = new TemporaryFolder();
        tiny.Segmenter.Save(folder.File("m.safetensors"), new Dictionary<string, string>());
        using (var other = PlantedModels.BrightnessSegmenter())
            other.Save(folder.File("other.safetensors"), new Dictionary<string, string>());
        Directory.CreateDirectory(folder.File("data"));
        MeasureVerbTests.WritePicture(folder.File("data/f.png"), Shapes.Heart(900).Image);
        await File.WriteAllTextAsync(folder.File("data/frames.csv"), "patient,slice,image,pixel_mm\na,1,f.png,1.4\n");

        async Task<Dictionary<string, string>> Row(string judge)
        {
            string[] command = ["measure", "--data", folder.File("data"), "--out", folder.File(judge + ".csv"), "--device", "cpu"];
            string[] networks = ["--segmenter", folder.File("m.safetensors"), "--judge", folder.File(judge)];
            Assert.Equal(0, await App.RunAsync([.. command, .. networks]));
            var lines = await File.ReadAllLinesAsync(folder.File(judge + ".csv"));
            return lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(c => c.First, c => c.Second);
        }

        var (same, differing) = (await Row("m.safetensors"), await Row("other.safetensors"));
        Assert.Equal(same["lv_area_mm2"], same["lv_area_mm2_judged"]);
        Assert.DoesNotContain("NetworksDiffer", same["flags"]);
        Assert.Equal(same["lv_area_mm2"], differing["lv_area_mm2"]);
        Assert.NotEqual(same["lv_area_mm2_judged"], differing["lv_area_mm2_judged"]);
    }
}
