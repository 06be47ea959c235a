using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>The ventricles of one frame in numbers. NaN where nothing was found or the pixel size is unknown.</summary>
public sealed record LvMeasures
{
    /// <summary>Cavity area, frame pixels; a sum of probabilities, so not a whole number.</summary>
    public required double AreaPx { get; init; }

    /// <summary>Cavity area, mm².</summary>
    public required double AreaMm2 { get; init; }

    /// <summary>Short by long axis of the cavity: 1 is a circle.</summary>
    public required double SphericityIndex { get; init; }

    /// <summary>sqrt(1 - sphericity index²): 0 is a circle.</summary>
    public required double Eccentricity { get; init; }

    /// <summary>Long axis of the ellipse with the cavity's second moments, px.</summary>
    public required double MajorAxisPx { get; init; }

    /// <summary>Short axis of that ellipse, px.</summary>
    public required double MinorAxisPx { get; init; }

    /// <summary>Long axis, mm.</summary>
    public required double MajorAxisMm { get; init; }

    /// <summary>Short axis, mm.</summary>
    public required double MinorAxisMm { get; init; }

    /// <summary>Centre of mass along the row, px from the centre of the first pixel.</summary>
    public required double CentreX { get; init; }

    /// <summary>Centre of mass down the column, px.</summary>
    public required double CentreY { get; init; }

    /// <summary>Mean intensity of the cavity, the frame's unit.</summary>
    public required double CavityIntensity { get; init; }

    /// <summary>Mean intensity of the myocardium, the frame's unit; NaN where it was not outlined.</summary>
    public required double MyocardialIntensity { get; init; }

    /// <summary>Mean wall thickness, mm: the difference of the radii of circles with the areas of epicardium and cavity.</summary>
    public required double WallThicknessMm { get; init; }

    /// <summary>Area of the left ventricle's myocardium, mm²: epicardial disk less cavity; NaN where it was not outlined.</summary>
    public double MyocardiumAreaMm2 { get; init; } = double.NaN;

    /// <summary>Area of the right ventricle's cavity, mm², a sum of probabilities; 0 where none is seen, NaN where the segmenter does not
    /// know it or the pixel size is unknown.</summary>
    public double RightAreaMm2 { get; init; } = double.NaN;

    /// <summary>One minus the Dice coefficient to expect of the outline.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>The cavity's area as another network sees it, mm²; 0 where it finds none, NaN where none looked or the pixel size is
    /// unknown.</summary>
    internal double JudgedAreaMm2 { get; init; } = double.NaN;

    /// <summary>What a label that came with the frame outlines; null where there is none.</summary>
    internal LabelledAreas? Labelled { get; init; }

    /// <summary>What to doubt.</summary>
    public required QualityFlags Flags { get; init; }

    /// <summary>Whether there is a cavity.</summary>
    public bool IsMeasured => !Flags.HasFlag(QualityFlags.NoCavity);

    /// <summary>Measures one outlined frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="outline">Its segmentation, same size.</param>
    /// <param name="spacing">Pixel size, or null if unknown: lengths in mm are then NaN.</param>
    public static LvMeasures Of(GrayImage frame, Segmentation outline, PixelSpacing? spacing)
    {
        if (frame.Height != outline.Cavity.Height || frame.Width != outline.Cavity.Width)
            throw new ArgumentException(
                $"expected {frame.Height} x {frame.Width}, found {outline.Cavity.Height} x {outline.Cavity.Width}",
                nameof(outline)
            );
        if (outline.Flags.HasFlag(QualityFlags.NoCavity))
            return None(outline) with { RightAreaMm2 = outline.RightAreaPx * (spacing?.AreaMm2 ?? double.NaN) };
        var px = RegionMoments.Of(outline.CavityProbability);
        var mm = spacing is null ? Unknown : RegionMoments.Of(outline.CavityProbability, spacing.ColumnMm, spacing.RowMm);
        var shape = spacing is null ? px : mm; // pixels that are not square would bend the axes
        var myocardium = outline.Epicardium is { } epicardium ? Array.ConvertAll(epicardium.Inside, v => v) : null;
        for (var i = 0; i < myocardium?.Length; i++)
            myocardium[i] &= !outline.Cavity.Inside[i];
        return new LvMeasures
        {
            AreaPx = px.AreaPx,
            AreaMm2 = mm.AreaPx,
            SphericityIndex = shape.SphericityIndex,
            Eccentricity = shape.Eccentricity,
            MajorAxisPx = px.MajorAxisPx,
            MinorAxisPx = px.MinorAxisPx,
            MajorAxisMm = mm.MajorAxisPx,
            MinorAxisMm = mm.MinorAxisPx,
            CentreX = px.Centre.X,
            CentreY = px.Centre.Y,
            CavityIntensity = Mean(frame, outline.Cavity.Inside),
            MyocardialIntensity = myocardium is null ? double.NaN : Mean(frame, myocardium),
            WallThicknessMm =
                outline.Epicardium is null || spacing is null
                    ? double.NaN
                    : Radius(outline.Epicardium.Area * spacing.AreaMm2) - Radius(outline.Cavity.Area * spacing.AreaMm2),
            MyocardiumAreaMm2 =
                outline.Epicardium is null || spacing is null ? double.NaN : outline.Epicardium.Area * spacing.AreaMm2 - mm.AreaPx,
            RightAreaMm2 = outline.RightAreaPx * (spacing?.AreaMm2 ?? double.NaN),
            Uncertainty = outline.Uncertainty,
            Flags = outline.Flags,
        };
    }

    /// <summary>The same, beside what another network sees in the frame.</summary>
    /// <param name="other">Its measures.</param>
    internal LvMeasures Beside(LvMeasures other)
    {
        const double WidestShare = 0.2; // twice the error that steering or single slices usually have
        var apart = IsMeasured != other.IsMeasured || IsMeasured && Math.Abs(other.AreaPx - AreaPx) > WidestShare * AreaPx;
        return this with
        {
            JudgedAreaMm2 = other.IsMeasured ? other.AreaMm2 : 0,
            Flags = apart ? Flags | QualityFlags.NetworksDiffer : Flags,
        };
    }

    /// <summary>The cavity's area as the other network sees it, in the place of the own one.</summary>
    internal LvMeasures AsJudged() => this with { AreaMm2 = JudgedAreaMm2 > 0 ? JudgedAreaMm2 : double.NaN, Flags = QualityFlags.None };

    private static RegionMoments Unknown => new(double.NaN, new PolygonPoint(double.NaN, double.NaN), double.NaN, double.NaN, double.NaN);

    private static LvMeasures None(Segmentation outline) =>
        new()
        {
            AreaPx = double.NaN,
            AreaMm2 = double.NaN,
            SphericityIndex = double.NaN,
            Eccentricity = double.NaN,
            MajorAxisPx = double.NaN,
            MinorAxisPx = double.NaN,
            MajorAxisMm = double.NaN,
            MinorAxisMm = double.NaN,
            CentreX = double.NaN,
            CentreY = double.NaN,
            CavityIntensity = double.NaN,
            MyocardialIntensity = double.NaN,
            WallThicknessMm = double.NaN,
            Uncertainty = outline.Uncertainty,
            Flags = outline.Flags,
        };

    private static double Radius(double area) => Math.Sqrt(area / Math.PI);

    private static double Mean(GrayImage frame, bool[] inside)
    {
        double sum = 0,
            n = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i])
                (sum, n) = (sum + frame.Pixels[i], n + 1);
        }

        return sum / n;
    }
}
