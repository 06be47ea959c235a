using GanCmri.Networks;
using GanCmri.Studies;

namespace GanCmri.Tests.Studies;

public class FrameMakerTests
{
    private const double FieldMm = 175;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)] // more than a batch
    public void Look_HeartsUnderNoisesOfTheirOwn_SeesWhatMakingEachAloneDoes(int hearts)
    {
        using var models = PlantedModels.Make();
        var maker = new FrameMaker(models.Generator, models.Segmenter, FieldMm) { Views = 2 };
        float[][] latents = [.. Enumerable.Range(0, hearts).Select(i => PlantedModels.Vector(1 + .01f * i, i))];
        Noise?[] noises = [.. Enumerable.Range(0, hearts).Select(i => i % 3 == 0 ? null : Noise.Seeded(i))];
        var told = 0;
        var seen = maker.Look([.. latents.Zip(noises, (w, noise) => new HeartLook(w, noise))], n => told += n, default);
        Assert.Equal(hearts, told);
        Assert.Equal(hearts, seen.Count);
        for (var i = 0; i < hearts; i++)
        {
            var alone = maker.Make([latents[i]], _ => { }, default, noises[i])[0];
            // A network as small as this one rounds as its batch is large; another draw of noise differs by a tenth.
            Assert.All(alone.Image.Pixels.Zip(seen[i].Image.Pixels), p => Assert.Equal(p.First, p.Second, 1e-5f));
            Assert.Equal(alone.Measures.AreaPx, seen[i].Measures.AreaPx, 1e-3);
        }
    }

    [Fact]
    public void Look_InAnotherView_ComesBackMirrored()
    {
        using var models = PlantedModels.Make();
        var maker = new FrameMaker(models.Generator, models.Segmenter, FieldMm);
        var w = PlantedModels.Vector(1, 3);
        var seen = maker.Look([new HeartLook(w), new HeartLook(w, View: 1)], _ => { }, default);
        var side = seen[0].Image.Width;
        Assert.Equal(seen[0].Image.Pixels.Chunk(side).SelectMany(row => row.Reverse()), seen[1].Image.Pixels);
    }
}
