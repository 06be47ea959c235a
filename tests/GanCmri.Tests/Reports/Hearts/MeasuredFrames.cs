using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studies;

namespace GanCmri.Tests.Reports.Hearts;

/// <summary>Frames that measure as they are told, without a picture.</summary>
internal static class MeasuredFrames
{
    public static MeasuredFrame[] OfAreas(params double[] areas) => [.. areas.Select(a => Of(a, 0.8))];

    public static MeasuredFrame Of(double area, double sphericity) =>
        new(
            new GrayImage(4, 4, new float[16]),
            new Mask(4, 4, new bool[16]),
            new LvMeasures
            {
                AreaPx = area,
                AreaMm2 = area,
                SphericityIndex = sphericity,
                Eccentricity = 0,
                MajorAxisPx = 1,
                MinorAxisPx = 1,
                MajorAxisMm = 1,
                MinorAxisMm = 1,
                CentreX = 2,
                CentreY = 2,
                CavityIntensity = 0,
                MyocardialIntensity = 0,
                WallThicknessMm = 8,
                Uncertainty = 0,
                Flags = QualityFlags.None,
            }
        );
}
