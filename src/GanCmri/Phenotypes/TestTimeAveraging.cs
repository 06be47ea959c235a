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
            var answer = network.forward(Seen(images, view)).sigmoid().rot90(-Turns(view), (2, 3));
            sum = sum.Plus(view % 2 == 0 ? answer : answer.flip(3)).MoveToOuterDisposeScope();
        }

        return sum.Times(1.0 / views).MoveToOuterDisposeScope();
    }

    /// <summary>Square images [N, C, S, S] in one of eight views: 0 as they are, odd ones mirrored, from 2 on turned.</summary>
    public static Tensor Seen(Tensor images, int view)
    {
        using var scope = NewDisposeScope();
        return (view % 2 == 0 ? images : images.flip(3)).rot90(Turns(view), (2, 3)).contiguous().MoveToOuterDisposeScope();
    }

    private static int Turns(int view) =>
        view switch
        {
            < 2 => 0,
            < 4 => 2,
            < 6 => 1,
            _ => 3,
        };
}
