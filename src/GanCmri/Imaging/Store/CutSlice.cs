using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GanCmri.Imaging.Store;

/// <summary>A series of a <see cref="CutStack"/>.</summary>
/// <param name="Study">The study's word; of a date, which may tell who it is, what stands for it.</param>
/// <param name="Slice">Its place in the stack.</param>
/// <param name="Count">Frames of the source.</param>
/// <param name="Frames">The crops; none where it is left out.</param>
/// <param name="PixelMm">As in <see cref="CutSeries"/>.</param>
/// <param name="LeftOut">As there.</param>
/// <param name="Doubt">As there.</param>
internal sealed record CutSlice(
    string Study,
    int Slice,
    int Count,
    IReadOnlyList<CutFrame> Frames,
    double? PixelMm,
    string LeftOut,
    string Doubt
)
{
    private const int DigitsOfADate = 6;

    /// <summary>Takes a series.</summary>
    public static CutSlice Of(CutSeries cut) =>
        new(
            IsDate(cut.Series.Study) ? CutStack.Hidden(cut.Series.Study) : cut.Series.Study,
            cut.Series.Slice,
            cut.Series.Frames.Count,
            [
                .. cut.Frames.Zip(
                    cut.Series.Frames,
                    (crop, frame) =>
                        new CutFrame(
                            GreyBytes.Of(crop),
                            Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(frame.Image.Pixels))),
                            frame.Phase,
                            double.IsNaN(frame.TimeMs) ? null : frame.TimeMs,
                            frame.LvCavity is null ? null : Math.Round(frame.LvCavity.Area * cut.AreaScale, 2)
                        )
                ),
            ],
            cut.PixelMm,
            cut.LeftOut,
            cut.Doubt
        );

    /// <summary>Whether a study's word is a date, or stands for one.</summary>
    public static bool IsDate(string study) => study.Count(char.IsAsciiDigit) >= DigitsOfADate;
}
