using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Contraction;

/// <summary>
/// Sizes each heart's motion so that its cavity contracts as much as asked: fractional area change (FAC) at growing multiples of a
/// trajectory, measured on images, then the multiple between two of them, and two corrections by false position. A published vector is a
/// mean over hearts and contracts too little for most: ED-to-ES as shipped gives a FAC of 17 to 18 %, real slices have a mean of 42 %.
/// </summary>
/// <param name="maker">Makes and measures frames.</param>
internal sealed class ContractionSearch(FrameMaker maker)
{
    private const int Corrections = 2;
    private const double NearEnoughPercent = 1;
    private static readonly double[] Multiples = [.5, 1, 1.5, 2, 3, 4];

    /// <summary>Finds the multiple of the motion for each heart.</summary>
    /// <param name="motion">Its first frame is end-diastole.</param>
    /// <param name="hearts">Latents at end-diastole.</param>
    /// <param name="facPercent">FAC asked of each, %, 0 to below 100.</param>
    /// <param name="frames">Frames in the cine, of which the one farthest from end-diastole counts as end-systole.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>One a heart: the largest at which it keeps its cavity where more was asked, 1 where it has none.</returns>
    public IReadOnlyList<double> Amplitudes(
        Trajectory motion,
        IReadOnlyList<float[]> hearts,
        IReadOnlyList<double> facPercent,
        int frames,
        CancellationToken cancellation = default
    )
    {
        if (hearts.Count != facPercent.Count)
            throw new ArgumentException("one FAC a heart", nameof(facPercent));
        if (facPercent.FirstOrDefault(f => f is not (>= 0 and < 100), -1) is not -1 and var wrong)
            throw new InputException("FAC", "0 to below 100 %", FormattableString.Invariant($"{wrong}"), "correct it");
        var way = motion.ToEndSystole(frames);
        var searches = hearts.Zip(facPercent, (w, fac) => new Heart(w, fac)).ToArray();
        foreach (var (heart, area) in searches.Zip(Areas([.. hearts])))
            heart.EndDiastole = area;
        foreach (var multiple in Multiples)
        foreach (var (heart, area) in Open(h => h.Rising).Zip(Areas(Moved(h => h.Rising, _ => multiple))))
            heart.Try(multiple, area);
        for (var i = 0; i < Corrections; i++)
            foreach (var (heart, area) in Open(h => h.Correctable).Zip(Areas(Moved(h => h.Correctable, h => h.Estimate))))
                heart.Try(heart.Estimate, area);
        return [.. searches.Select(h => h.Amplitude)];

        Heart[] Open(Func<Heart, bool> wanted) => [.. searches.Where(wanted)];
        float[][] Moved(Func<Heart, bool> wanted, Func<Heart, double> multiple) =>
            [.. Open(wanted).Select(h => Vectors.AddScaled(h.Latent, multiple(h), way))];
        double[] Areas(float[][] latents) => [.. maker.Make(latents, _ => { }, cancellation).Select(f => f.Measures.AreaMm2)];
    }

    private readonly record struct Tried(double Multiple, double Fac);

    private sealed class Heart(float[] latent, double asked)
    {
        private Tried _below = new(0, 0),
            _above = new(double.NaN, double.NaN);
        private bool _lost;

        public float[] Latent => latent;

        public double EndDiastole { get; set; }

        /// <summary>Whether a larger multiple is to be looked at.</summary>
        public bool Rising => !_lost && double.IsFinite(EndDiastole) && double.IsNaN(_above.Multiple) && asked > 0;

        /// <summary>Whether the multiple lies between two known ones and neither is near enough.</summary>
        public bool Correctable => double.IsFinite(_above.Multiple) && Math.Min(_above.Fac - asked, asked - _below.Fac) > NearEnoughPercent;

        public double Estimate => _below.Multiple + (asked - _below.Fac) / (_above.Fac - _below.Fac) * (_above.Multiple - _below.Multiple);

        public double Amplitude =>
            double.IsNaN(EndDiastole) ? 1
            : double.IsFinite(_above.Multiple) ? Estimate
            : _below.Multiple;

        public void Try(double multiple, double area)
        {
            var fac = 100 * (1 - area / EndDiastole);
            if (double.IsNaN(fac))
                _lost = true;
            else if (fac >= asked)
                _above = new Tried(multiple, fac);
            else if (fac > _below.Fac)
                _below = new Tried(multiple, fac);
        }
    }
}
