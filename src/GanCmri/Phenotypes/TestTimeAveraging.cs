using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>The mean answer of a network over mirrored and turned copies of its input.</summary>
internal static class TestTimeAveraging
{
    /// <summary>Probabilities [N, C, S, S] of standardised square images [N, 1, S, S].</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="images">Standardised.</param>
    /// <param name="views">1: as it is; 2: and mirrored; 4: and turned by 180°; 8: and by 90° and 270°.</param>
    public static Tensor Probabilities(SegmentationNetwork network, Tensor images, int views)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var sum = zeros([images.shape[0], network.Options.Outputs, images.shape[2], images.shape[3]], device: images.device);
        for (var view = 0; view < views; view++)
        {
            using var viewScope = NewDisposeScope();
            var turns = view switch
            {
                < 2 => 0,
                < 4 => 2,
                < 6 => 1,
                _ => 3,
            };
            var seen = view % 2 == 0 ? images : images.flip(3);
            var answer = network.forward(seen.rot90(turns, (2, 3)).contiguous()).sigmoid().rot90(-turns, (2, 3));
            sum = sum.Plus(view % 2 == 0 ? answer : answer.flip(3)).MoveToOuterDisposeScope();
        }

        return sum.Times(1.0 / views).MoveToOuterDisposeScope();
    }
}
