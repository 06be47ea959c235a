namespace GanCmri.Imaging.Phantom;

/// <summary>The truth about one frame, from the geometry, not from pixels.</summary>
/// <param name="LvAreaMm2">Cavity area (papillary muscles included), mm².</param>
/// <param name="LvAreaPx">The same in pixels (not rounded).</param>
/// <param name="SphericityIndex">Minor over major axis of the cavity.</param>
/// <param name="WallThicknessMm">Semi-axes of the epicardium minus those of the cavity, mm.</param>
/// <param name="Centre">Centre of the cavity, pixels; 0 is the middle of the first row or column.</param>
/// <param name="LvCavity">The pixels whose middle lies in the cavity.</param>
public sealed record PhantomFrameTruth(
    double LvAreaMm2,
    double LvAreaPx,
    double SphericityIndex,
    double WallThicknessMm,
    PhantomPoint Centre,
    Mask LvCavity
);

/// <summary>A place in an image.</summary>
/// <param name="Row">y, pixels.</param>
/// <param name="Column">x, pixels.</param>
public sealed record PhantomPoint(double Row, double Column);

/// <summary>The truth about one cine.</summary>
/// <param name="Frames">By time, as in the cine.</param>
public sealed record PhantomTruth(IReadOnlyList<PhantomFrameTruth> Frames)
{
    /// <summary>Index of the first frame with the largest cavity.</summary>
    public int EdFrame { get; } = First(Frames, Frames.Max(f => f.LvAreaMm2));

    /// <summary>Index of the first frame with the smallest cavity.</summary>
    public int EsFrame { get; } = First(Frames, Frames.Min(f => f.LvAreaMm2));

    /// <summary>(ED area - ES area) / ED area.</summary>
    public double FractionalAreaChange => 1 - Frames[EsFrame].LvAreaMm2 / Frames[EdFrame].LvAreaMm2;

    private static int First(IReadOnlyList<PhantomFrameTruth> frames, double areaMm2) =>
        Enumerable.Range(0, frames.Count).First(i => frames[i].LvAreaMm2 == areaMm2);
}

/// <summary>A rendered phantom: pictures of 0 to 255 counts and what they truly show.</summary>
/// <param name="Series">The cine, one slice.</param>
/// <param name="Truth">The truth, frame by frame.</param>
public sealed record PhantomCine(CineSeries Series, PhantomTruth Truth);
