using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Tests.Networks;
using GanCmri.Training.Augmentation;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training.Augmentation;

public class AdaPipelineTests
{
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("augment.npz");

    public static TheoryData<string> Groups =>
        [.. Golden.Json("augment.json").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("group").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Apply_AtOnePercentile_EqualsReference(string group)
    {
        foreach (
            var c in Golden
                .Json("augment.json")
                .GetProperty("cases")
                .EnumerateArray()
                .Where(c => c.GetProperty("group").GetString() == group)
        )
        {
            using var scope = NewDisposeScope();
            var name = c.GetProperty("out").GetString()!;
            var noise = c.GetProperty("noise").GetString() is { } n ? Tensors.Of(Arrays[n]) : null;
            var percentile = (double)(float)c.GetProperty("debug_percentile").GetDouble();
            var pipeline = new AdaPipeline(Options(c.GetProperty("multipliers")));
            var y = pipeline.Apply(
                Tensors.Of(Arrays[c.GetProperty("img").GetString()!]),
                1,
                Draws.At(percentile),
                noise,
                theta => Tensors.Equal(Arrays[c.GetProperty("theta").GetString()!], theta, 0, name + " theta", 1e-5)
            );
            Tensors.Equal(Arrays[name], y, 0, name, 1e-4);
        }
    }

    [Fact]
    public void Apply_ProbabilityZero_ChangesNothingButRounding()
    {
        using var scope = NewDisposeScope();
        var x = Tensors.Of(Arrays["img1"]);
        var y = new AdaPipeline(AdaOptions.ForMr).Apply(x, 0, Draws.From(new Random(1)));
        var inner = (y - x).narrow(2, 4, x.shape[2] - 8).narrow(3, 4, x.shape[3] - 8).abs().max().item<float>();
        Assert.True(inner < 1e-3, $"changed by {inner}");
    }

    [Theory]
    [InlineData(1.0, 0.0064)]
    [InlineData(0.2, 0.0)]
    public void AdaStrength_FourBatches_MovesByTheirImages(double sign, double expected)
    {
        var strength = new AdaStrength(0.6, 5);
        for (var i = 0; i < 4; i++)
            strength.Observe(sign, 8);
        Assert.Equal(expected, strength.P, 12);
    }

    private static AdaOptions Options(JsonElement multipliers)
    {
        double Get(string name) => multipliers.TryGetProperty(name, out var v) ? v.GetDouble() : 0;
        return new AdaOptions
        {
            XFlip = Get("xflip"),
            Rotate90 = Get("rotate90"),
            XInt = Get("xint"),
            Scale = Get("scale"),
            Rotate = Get("rotate"),
            Aniso = Get("aniso"),
            XFrac = Get("xfrac"),
            Brightness = Get("brightness"),
            Contrast = Get("contrast"),
            LumaFlip = Get("lumaflip"),
            Hue = Get("hue"),
            Saturation = Get("saturation"),
            ImageFilter = Get("imgfilter"),
            Noise = Get("noise"),
            Cutout = Get("cutout"),
        };
    }
}
