using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

public class LatentQuadraticFitTests
{
    [Fact]
    public void Fit_GradientsOfAQuadratic_FindsItEverywhere()
    {
        var random = new Random(4);
        float[][] latents = [.. Enumerable.Range(0, 4000).Select(_ => MadeUp.Latent(random, 5))];
        // y = 3 + 2 w0 - w1 + w0 w2 + w3²
        static double Y(float[] w) => 3 + 2 * w[0] - w[1] + w[0] * w[2] + w[3] * w[3];
        static float[] Gradient(float[] w) => [2 + w[2], -1, w[0], 2 * w[3], 0];
        var fit = new LatentQuadraticFit(latents);
        var found = fit.Fit("y", [.. latents.Select(Y)], [.. latents.Select(Gradient)]);
        foreach (var w in latents.Take(50))
        {
            var d = Vectors.Subtract(w, fit.Centre);
            Assert.Equal(Y(w), found.At(d), .25);
            Assert.True(Vectors.Cosine(Gradient(w), found.GradientAt(d)) > .99);
        }
    }
}
