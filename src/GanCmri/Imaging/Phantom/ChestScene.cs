namespace GanCmri.Imaging.Phantom;

/// <summary>What lies around the heart: chest wall, lung, diaphragm, liver, stomach. Signals in parts of the blood's.</summary>
internal sealed class ChestScene(Anatomy anatomy, HeartPose rest)
{
    private readonly Ellipse _chest = Fit(anatomy, rest);
    private readonly double _heartBottomY = rest.Epicardium.Y + rest.Epicardium.MeanRadius;

    /// <summary>The signal at a point, mm from the middle of the field.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Down.</param>
    /// <param name="breathMm">How far the diaphragm has gone down; the wall stands still.</param>
    public double At(double x, double y, double breathMm)
    {
        var noise = anatomy.Noise;
        var depth = -_chest.DistanceMm(x, y);
        if (depth < 0)
            return 0.01;
        if (depth < 2)
            return 0.5 * anatomy.Fat;
        var ripple = noise.At(x / 30, y / 30);
        var fat = anatomy.ChestFatMm * (1 + 0.35 * ripple);
        if (depth < fat)
            return anatomy.Fat * (0.9 + 0.2 * noise.Rough(x / 7, y / 7));
        var muscle = fat + anatomy.ChestMuscleMm * (1 + 0.3 * ripple);
        if (depth < muscle)
            return ChestWall(x, y, (depth - fat) / (muscle - fat));
        if (depth < muscle + 1.2)
            return 0.08;
        var front = muscle + anatomy.MediastinumMm * Math.Clamp((25 - x) / 40, 0, 1) * (0.8 + 0.9 * noise.At(x / 22 + 9, y / 22));
        return depth < front ? anatomy.Fat * (0.6 + 0.4 * noise.Rough(x / 6, y / 6)) : Inside(x, y - breathMm);
    }

    // Ribs and cartilage: bright marrow with a dark rim, between muscle.
    private double ChestWall(double x, double y, double across)
    {
        var along = Math.Atan2(y - _chest.Y, x - _chest.X) * _chest.MeanRadius / 26;
        double u = 2 * (along - Math.Floor(along)) - 1,
            v = 2.2 * (across - 0.5),
            r = u * u * 2.5 + v * v;
        if (anatomy.Noise.At(Math.Floor(along) + 0.5, 11) > 0 && r < 0.8)
            return r < 0.5 ? 0.5 * anatomy.Fat : 0.12;
        return anatomy.Muscle * (0.8 + 0.4 * anatomy.Noise.Rough(x / 6, y / 6));
    }

    private double Inside(double x, double y)
    {
        var dx = x - anatomy.DiaphragmPeakX;
        var below = y - (_heartBottomY + anatomy.DiaphragmGapMm + anatomy.DiaphragmCurve * dx * dx + anatomy.DiaphragmSlope * dx);
        if (below < 0)
            return Lung(x, y);
        if (below < 1.2)
            return 0.15;
        var stomach =
            Math.Sqrt(Square(x - anatomy.StomachX) + Square((below - anatomy.StomachDepthMm) * 1.3))
            - anatomy.StomachMm * (1 + 0.25 * anatomy.Noise.At(x / 18, y / 18));
        if (stomach < -2)
            return anatomy.Stomach * (1 + 0.15 * anatomy.Noise.Rough(x / 9, y / 9));
        if (stomach < 0)
            return 0.15;
        if (stomach < 4 || x > anatomy.StomachX - 8 + 14 * anatomy.Noise.At(x / 20, y / 20 + 13))
            return anatomy.Fat * (0.55 + 0.45 * anatomy.Noise.Rough(x / 12, y / 12));
        var vessel = anatomy.Noise.At(x / 8, y / 8 + 31);
        return anatomy.Liver * (1 + 0.1 * anatomy.Noise.Rough(x / 25, y / 25)) * (vessel > 0.6 ? 1.3 : 1);
    }

    private double Lung(double x, double y)
    {
        var vessel = anatomy.Noise.At(x / 5 + 40, y / 5);
        return anatomy.Lung * (1 + 0.5 * anatomy.Noise.Rough(x / 15, y / 15)) + (vessel > 0.72 ? 1.6 * (vessel - 0.72) : 0);
    }

    // The heart's outline must stay inside the wall: the chest grows or shrinks until its nearest point has the gap.
    private static Ellipse Fit(Anatomy anatomy, HeartPose rest)
    {
        var nearest = new[] { rest.Epicardium, rest.RightVentricle }
            .SelectMany(Outline)
            .Max(p => Math.Sqrt(anatomy.Chest.RadiusSquared(p.Column, p.Row)));
        var wallMm = anatomy.ChestFatMm + anatomy.ChestMuscleMm + anatomy.ChestGapMm;
        return anatomy.Chest.Scaled(nearest + wallMm / anatomy.Chest.MeanRadius);
    }

    private static IEnumerable<PhantomPoint> Outline(Ellipse shape)
    {
        for (var angle = 0.0; angle < 2 * Math.PI; angle += 0.1)
        {
            var (sin, cos) = Math.SinCos(angle);
            var scale = 1 / Math.Sqrt(shape.RadiusSquared(shape.X + cos, shape.Y + sin));
            yield return new PhantomPoint(shape.Y + scale * sin, shape.X + scale * cos);
        }
    }

    private static double Square(double v) => v * v;
}
