namespace GanCmri.Imaging.Phantom;

/// <summary>The heart at one moment, ready to be sampled. Signals in parts of the blood's.</summary>
internal sealed class HeartScene
{
    private const double RightWallMm = 2.2,
        SacMm = 0.9;
    private readonly Anatomy _anatomy;
    private readonly HeartPose _pose;
    private readonly Ellipse _rightWall;
    private readonly double _rimStart;
    private readonly double _flowX,
        _flowY;

    /// <summary>Prepares the heart.</summary>
    /// <param name="anatomy">The subject.</param>
    /// <param name="pose">The outlines.</param>
    /// <param name="phase">Time in parts of the beat, 0 to 1.</param>
    public HeartScene(Anatomy anatomy, HeartPose pose, double phase)
    {
        (_flowY, _flowX) = Math.SinCos(2 * Math.PI * phase);
        (_anatomy, _pose) = (anatomy, pose);
        _rightWall = pose.RightVentricle.Grown(RightWallMm);
        _rimStart = Square(1 - anatomy.Trabeculation - 0.05);
        ReachMm = 2 * anatomy.FatMm + SacMm;
        Left = Math.Min(pose.Epicardium.X - pose.Epicardium.Major, _rightWall.X - Math.Max(_rightWall.Major, _rightWall.Minor)) - ReachMm;
        Right = Math.Max(pose.Epicardium.X + pose.Epicardium.Major, _rightWall.X + Math.Max(_rightWall.Major, _rightWall.Minor)) + ReachMm;
        Top = Math.Min(pose.Epicardium.Y - pose.Epicardium.Major, _rightWall.Y - Math.Max(_rightWall.Major, _rightWall.Minor)) - ReachMm;
        Bottom = Math.Max(pose.Epicardium.Y + pose.Epicardium.Major, _rightWall.Y + Math.Max(_rightWall.Major, _rightWall.Minor)) + ReachMm;
    }

    /// <summary>The box outside of which there is no heart, mm.</summary>
    public double Left { get; }
    public double Right { get; }
    public double Top { get; }
    public double Bottom { get; }

    private double ReachMm { get; }

    /// <summary>The signal at a point; NaN where the point is not of the heart or its fat.</summary>
    public double At(double x, double y)
    {
        var cavity = _pose.Cavity.RadiusSquared(x, y);
        if (cavity < 1)
            return Cavity(x, y, cavity);
        var epicardium = _pose.Epicardium.RadiusSquared(x, y);
        if (epicardium < 1)
            return Muscle(x, y);
        if (_pose.RightVentricle.RadiusSquared(x, y) < 1)
            return RightBlood(x, y);
        if (_rightWall.RadiusSquared(x, y) < 1)
            return Muscle(x, y);
        var outside = Math.Min((Math.Sqrt(epicardium) - 1) * _pose.Epicardium.MeanRadius, _rightWall.DistanceMm(x, y));
        if (outside > ReachMm)
            return double.NaN;
        var fat = Math.Max(0, _anatomy.FatMm * (0.7 + 1.3 * _anatomy.Noise.At(x / 20 + 3, y / 20 + 50)));
        if (outside < 0.6)
            return 0.25; // chemical-shift line between muscle and fat
        if (outside < fat)
            return _anatomy.Fat * (0.75 + 0.2 * _anatomy.Noise.Rough(x / 5, y / 5));
        return outside < fat + SacMm ? 0.12 : double.NaN;
    }

    private double Cavity(double x, double y, double radiusSquared)
    {
        foreach (var papillary in _pose.Papillaries)
            if (papillary.RadiusSquared(x, y) < 1)
                return _anatomy.Muscle;
        if (radiusSquared < _rimStart)
            return Blood(x, y);
        // Trabeculae: fingers of muscle from the wall, fixed to it, deeper in parts of the beat.
        var angle = Math.Atan2(y - _pose.Cavity.Y, x - _pose.Cavity.X);
        var (sin, cos) = Math.SinCos(angle);
        var finger = 0.45 + _anatomy.Noise.Rough(4.5 * cos + 20, 4.5 * sin + 0.8 * _pose.Contraction + 20);
        var depth = _anatomy.Trabeculation * Math.Max(0, finger);
        return Math.Sqrt(radiusSquared) > 1 - depth ? 0.35 + 0.65 * _anatomy.Muscle : Blood(x, y);
    }

    private double RightBlood(double x, double y)
    {
        var trabecula = _anatomy.Noise.At(x / 5.5 + 7, y / 5.5 + 0.4 * _pose.Contraction);
        var edge = _pose.RightVentricle.RadiusSquared(x, y);
        return trabecula > 0.85 - 0.6 * edge * edge ? 0.35 + 0.65 * _anatomy.Muscle : 0.95 * Blood(x, y);
    }

    // The flow pattern wanders on a circle through the noise field, so that it closes after a beat.
    private double Blood(double x, double y) => 1 + _anatomy.BloodTexture * _anatomy.Noise.Rough(x / 11 + _flowX, y / 11 + _flowY);

    private double Muscle(double x, double y) => _anatomy.Muscle * (1 + 0.12 * _anatomy.Noise.Rough(x / 6 + 30, y / 6));

    private static double Square(double v) => v * v;
}
