using GanCmri.Runtime;

namespace GanCmri.Imaging.Phantom;

/// <summary>Everything about a subject's picture that is no phenotype: place and shape of the organs, tissue signals, coil. Lengths mm,
/// angles rad.</summary>
internal sealed class Anatomy
{
    public Anatomy(RandomStream random)
    {
        CentreX = 4 * random.Normal();
        CentreY = 4 * random.Normal();
        SeptumAngle = Math.PI + random.Uniform(-0.25, 0.45);
        RightAngle = SeptumAngle + random.Uniform(-0.15, 0.15);
        LongAxisAngle = random.Uniform(0, Math.PI);
        Torsion = random.Uniform(0, 0.15);
        SystolicRounding = random.Uniform(-0.06, 0.06);
        SeptalExcess = random.Uniform(-0.05, 0.25);
        PapillaryAngle = random.Uniform(0.8, 1.25);
        PapillaryMm = random.Uniform(3.5, 6.5);
        Trabeculation = random.Uniform(0.1, 0.36);
        RightDistance = random.Uniform(0.6, 0.9);
        RightReach = random.Uniform(0.9, 1.25);
        RightWidth = random.Uniform(0.72, 1.0);
        RightTaper = random.Uniform(0.1, 0.45);
        FatMm = random.Uniform(0.5, 6);
        AtrialKick = random.Uniform(0.15, 0.35);
        BreathPhase = random.Uniform(0, 2 * Math.PI);

        Chest = new Ellipse(
            random.Uniform(25, 55),
            random.Uniform(45, 80),
            random.Uniform(130, 165),
            random.Uniform(100, 130),
            random.Uniform(-0.8, -0.3)
        );
        ChestGapMm = random.Uniform(-4, 10);
        ChestFatMm = random.Uniform(5, 20);
        ChestMuscleMm = random.Uniform(6, 14);
        DiaphragmGapMm = random.Uniform(-4, 3);
        DiaphragmPeakX = random.Uniform(-40, 10);
        DiaphragmCurve = random.Uniform(0.002, 0.006);
        DiaphragmSlope = random.Uniform(-0.1, 0.3);
        StomachX = random.Uniform(25, 65);
        StomachDepthMm = random.Uniform(14, 32);
        StomachMm = random.Uniform(14, 28);
        MediastinumMm = random.Uniform(4, 18);

        Blood = random.Uniform(60, 110);
        Muscle = random.Uniform(0.3, 0.5);
        Fat = random.Uniform(1.0, 1.9);
        Lung = random.Uniform(0.03, 0.13);
        Liver = random.Uniform(0.3, 0.7);
        Stomach = random.Uniform(0.1, 0.75);
        BloodTexture = random.Uniform(0.08, 0.24);
        CoilAngle = random.Uniform(-2.7, -1.9);
        CoilGain = random.Uniform(0.6, 3);
        CoilRangeMm = random.Uniform(55, 95);
        Noise = new SmoothNoise(random);
    }

    /// <summary>Heart: place and shape.</summary>
    public double CentreX { get; }
    public double CentreY { get; }

    /// <summary>Direction from the LV to the septum.</summary>
    public double SeptumAngle { get; }
    public double RightAngle { get; }
    public double LongAxisAngle { get; }
    public double Torsion { get; }

    /// <summary>Gain of the sphericity index at full contraction.</summary>
    public double SystolicRounding { get; }

    /// <summary>How much thicker the septum is than the mean wall, in parts of it.</summary>
    public double SeptalExcess { get; }
    public double PapillaryAngle { get; }
    public double PapillaryMm { get; }

    /// <summary>Depth of the trabeculated rim in parts of the cavity's radius.</summary>
    public double Trabeculation { get; }

    /// <summary>RV: distance, reach and width in parts of the LV's outer radius.</summary>
    public double RightDistance { get; }
    public double RightReach { get; }
    public double RightWidth { get; }
    public double RightTaper { get; }
    public double FatMm { get; }
    public double AtrialKick { get; }
    public double BreathPhase { get; }

    /// <summary>Outline of the chest; it is scaled to leave <see cref="ChestGapMm"/> between wall and heart.</summary>
    public Ellipse Chest { get; }
    public double ChestGapMm { get; }
    public double ChestFatMm { get; }
    public double ChestMuscleMm { get; }
    public double DiaphragmGapMm { get; }
    public double DiaphragmPeakX { get; }
    public double DiaphragmCurve { get; }
    public double DiaphragmSlope { get; }
    public double StomachX { get; }
    public double StomachDepthMm { get; }
    public double StomachMm { get; }
    public double MediastinumMm { get; }

    /// <summary>Blood signal at the LV's centre, counts of 255; the other signals are parts of it.</summary>
    public double Blood { get; }
    public double Muscle { get; }
    public double Fat { get; }
    public double Lung { get; }
    public double Liver { get; }
    public double Stomach { get; }
    public double BloodTexture { get; }
    public double CoilAngle { get; }
    public double CoilGain { get; }
    public double CoilRangeMm { get; }

    /// <summary>The subject's texture.</summary>
    public SmoothNoise Noise { get; }
}
