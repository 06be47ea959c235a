using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Phantom;

/// <summary>Draws one subject: scene sampled on a fine grid, averaged to pixels, coil shading, Rician noise.</summary>
internal sealed class PhantomRenderer
{
    private const long AnatomyStream = 3,
        NoiseStream = 4;
    private const double BreathPeriodMs = 4000;

    private readonly PhantomOptions _options;
    private readonly PhantomSubject _subject;
    private readonly long _seed;
    private readonly Anatomy _anatomy;
    private readonly HeartCycle _cycle;
    private readonly ChestScene _chest;
    private readonly PointSpread _spread;
    private readonly double[] _shading;
    private readonly double[] _background;
    private double _backgroundBreathMm = double.NaN;

    public PhantomRenderer(PhantomOptions options, long seed, PhantomSubject subject)
    {
        (_options, _seed, _subject) = (options, seed, subject);
        _anatomy = new Anatomy(new RandomStream(seed, subject.Index, AnatomyStream));
        _cycle = new HeartCycle(subject.Phenotypes.HeartRatePerMinute, _anatomy.AtrialKick);
        var rest = HeartPose.Of(subject.Phenotypes, _anatomy, 0, 0);
        _chest = new ChestScene(_anatomy, rest);
        _spread = new PointSpread(options.Field);
        _shading = Shading();
        _background = new double[FineSize * FineSize];
    }

    private int Size => _options.Field.Size;

    private int FineSize => Size * _options.Supersampling;

    public PhantomCine Render()
    {
        var images = new List<GrayImage>();
        var frameTruth = new List<PhantomFrameTruth>();
        for (var i = 0; i < _options.Phases; i++)
        {
            var timeMs = TimeMs(i);
            var breathMm =
                _options.RespirationMm
                * (Math.Sin(2 * Math.PI * timeMs / BreathPeriodMs + _anatomy.BreathPhase) - Math.Sin(_anatomy.BreathPhase));
            var pose = HeartPose.Of(_subject.Phenotypes, _anatomy, _cycle.Contraction(timeMs), breathMm);
            frameTruth.Add(Truth(pose));
            images.Add(Draw(pose, breathMm, i));
        }

        var truth = new PhantomTruth(frameTruth);
        var frames = images.Select(
            (image, i) =>
                new CineFrame(image, TimeMs(i), $"{_subject.Name}-{i.ToString("D2", CultureInfo.InvariantCulture)}")
                {
                    Phase =
                        i == truth.EdFrame ? "ED"
                        : i == truth.EsFrame ? "ES"
                        : "",
                    LvCavity = frameTruth[i].LvCavity,
                }
        );
        var spacing = new PixelSpacing(_options.Field.PixelMm, _options.Field.PixelMm);
        return new PhantomCine(
            new CineSeries(_subject.Name, 0, null, spacing, [.. frames]) { Pathology = _subject.Covariates.Group },
            truth
        );
    }

    private double TimeMs(int frame) => _cycle.BeatMs * frame / _options.Phases;

    private GrayImage Draw(HeartPose pose, double breathMm, int frame)
    {
        if (breathMm != _backgroundBreathMm)
            DrawBackground(breathMm);
        var fine = DrawHeart(new HeartScene(_anatomy, pose, (double)frame / _options.Phases));
        var random = new RandomStream(_seed, _subject.Index, NoiseStream, frame);
        var sigma = _options.NoiseFraction * _anatomy.Blood / _spread.NoiseGain;
        double[] real = new double[Size * Size],
            imaginary = new double[Size * Size];
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var signal = _anatomy.Blood * PixelMean(fine, x, y) * _shading[y * Size + x];
                real[y * Size + x] = signal + sigma * random.Normal();
                imaginary[y * Size + x] = sigma * random.Normal();
            }
        }

        _spread.Apply(real);
        _spread.Apply(imaginary);
        var pixels = new float[Size * Size];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (float)Math.Min(255, Math.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]));
        return new GrayImage(Size, Size, pixels);
    }

    private void DrawBackground(double breathMm)
    {
        for (var y = 0; y < FineSize; y++)
        for (var x = 0; x < FineSize; x++)
            _background[y * FineSize + x] = _chest.At(FineMm(x), FineMm(y), breathMm);
        _backgroundBreathMm = breathMm;
    }

    private double[] DrawHeart(HeartScene heart)
    {
        var fine = (double[])_background.Clone();
        int left = FineIndex(heart.Left),
            right = FineIndex(heart.Right),
            bottom = FineIndex(heart.Bottom);
        for (var y = FineIndex(heart.Top); y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var signal = heart.At(FineMm(x), FineMm(y));
                if (!double.IsNaN(signal))
                    fine[y * FineSize + x] = signal;
            }
        }

        return fine;
    }

    private double PixelMean(double[] fine, int x, int y)
    {
        var n = _options.Supersampling;
        double sum = 0;
        for (var v = 0; v < n; v++)
        for (var u = 0; u < n; u++)
            sum += fine[(y * n + v) * FineSize + x * n + u];
        return sum / (n * n);
    }

    private double[] Shading()
    {
        var (sin, cos) = Math.SinCos(_anatomy.CoilAngle);
        double coilX = 85 * cos,
            coilY = 85 * sin,
            atHeart = Gain(0, 0);
        var shading = new double[Size * Size];
        for (var i = 0; i < shading.Length; i++)
            shading[i] = Gain(Mm(i % Size), Mm(i / Size)) / atHeart;
        return shading;

        double Gain(double x, double y)
        {
            double dx = x - coilX,
                dy = y - coilY;
            return 1 + _anatomy.CoilGain * Math.Exp(-(dx * dx + dy * dy) / (2 * _anatomy.CoilRangeMm * _anatomy.CoilRangeMm));
        }
    }

    private PhantomFrameTruth Truth(HeartPose pose)
    {
        var cavity = pose.Cavity;
        var inside = new bool[Size * Size];
        for (var i = 0; i < inside.Length; i++)
            inside[i] = cavity.RadiusSquared(Mm(i % Size), Mm(i / Size)) < 1;
        var areaMm2 = Math.PI * cavity.Major * cavity.Minor;
        return new PhantomFrameTruth(
            areaMm2,
            areaMm2 / (_options.Field.PixelMm * _options.Field.PixelMm),
            cavity.Minor / cavity.Major,
            pose.WallThicknessMm,
            new PhantomPoint(Pixel(cavity.Y), Pixel(cavity.X)),
            new Mask(Size, Size, inside)
        );
    }

    private double Mm(int pixel) => (pixel - (Size - 1) / 2.0) * _options.Field.PixelMm;

    private double Pixel(double mm) => mm / _options.Field.PixelMm + (Size - 1) / 2.0;

    private double FineMm(int sample) => (sample - (FineSize - 1) / 2.0) * _options.Field.PixelMm / _options.Supersampling;

    private int FineIndex(double mm) =>
        Math.Clamp((int)Math.Round(mm * _options.Supersampling / _options.Field.PixelMm + (FineSize - 1) / 2.0), 0, FineSize - 1);
}
