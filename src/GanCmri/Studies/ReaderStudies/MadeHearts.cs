using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Studies.Generation;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>Pictures and cines of hearts that a generator makes.</summary>
internal sealed class MadeHearts : IDisposable
{
    /// <summary>The source of pictures that a generator makes.</summary>
    public const string Pictures = "synthetic";

    private readonly HeartsToMake _hearts;
    private readonly StyleGan2Generator _generator;
    private readonly IReadOnlyList<Trajectory> _motions;
    private readonly IReadOnlyList<float[]> _latents;

    /// <summary>Loads the models.</summary>
    /// <exception cref="InputException">A file is missing or damaged, or of another network.</exception>
    public MadeHearts(HeartsToMake hearts, ReaderTask task)
    {
        var folder = ModelFolder.Of(hearts.Models);
        _hearts = hearts;
        _motions = task == ReaderTask.Pairs ? [] : [.. hearts.Motions.Select(folder.ReadTrajectory)];
        _generator = NetworkFile.LoadGenerator(folder.Generator, device: hearts.Device, fixedWeights: true);
        if (_generator.Options.Channels != 1)
            throw new InputException(
                folder.Generator,
                "a generator of one channel",
                $"{_generator.Options.Channels}",
                "use another generator"
            );
        var seeded = new SeededHearts
        {
            Network = folder.Generator,
            Seeds = hearts.Seeds,
            Psi = hearts.Psi,
        };
        _latents =
            _motions.Count == 0
                ? LatentImages.OfSeeds(_generator, hearts.Seeds, hearts.Psi)
                : SeededLatents.Of(_generator, seeded, _motions[0].Length, (EdToEs)folder.ReadTrajectory(MotionKind.EdToEs));
    }

    /// <summary>How many sources there are.</summary>
    public int Sources => Math.Max(1, _motions.Count);

    /// <summary>How many items there can be: every heart is shown once, so that no video is told by its likeness to another.</summary>
    public int Items => _latents.Count / Sources;

    /// <summary>Side of an image, pixels.</summary>
    public int Side => _generator.Options.Resolution;

    /// <summary>One picture, or a cine of each motion with so many frames.</summary>
    public IEnumerable<Candidate> Make(int item, int frames, CancellationToken cancellation)
    {
        if (_motions.Count == 0)
            return [Of(Pictures, item, [_latents[item]], cancellation)];
        return _motions
            .Select((motion, m) => (Motion: motion, Heart: item * Sources + m))
            .Select(h => Of(h.Motion.Kind.Word(), h.Heart, h.Motion.Cine(_latents[h.Heart], frames), cancellation));
    }

    /// <summary>Frees the generator.</summary>
    public void Dispose() => _generator.Dispose();

    private Candidate Of(string source, int heart, IReadOnlyList<float[]> latents, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"seed {_hearts.Seeds[heart]}");
        var images = LatentImages.Render(_generator, latents, cancellation: cancellation);
        return new Candidate(source, name, name, [.. images.Select(i => new GrayImage(Side, Side, i))]);
    }
}
