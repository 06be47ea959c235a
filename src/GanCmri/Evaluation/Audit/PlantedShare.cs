using System.Globalization;
using CsvHelper.Configuration.Attributes;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>What an audit makes of copies that were planted among the synthetic frames: its sensitivity to one disguise.</summary>
/// <param name="Space">Where likeness was measured.</param>
/// <param name="Disguise">"turned", "mirrored", "shifted", "scaled" or "intensity"; "turned" by 0 is the frame as it is.</param>
/// <param name="Strength">How much.</param>
/// <param name="Unit">The strength's unit.</param>
/// <param name="Planted">Copies planted.</param>
/// <param name="Found">Copies accused of being of the patient they are of.</param>
internal sealed record PlantedShare(
    [property: Name("space")] string Space,
    [property: Name("disguise")] string Disguise,
    [property: Name("strength")] double Strength,
    [property: Name("unit")] string Unit,
    [property: Name("planted")] int Planted,
    [property: Name("found")] int Found
)
{
    private const int UsualCount = 30;

    /// <summary>Found over planted, 0 to 1.</summary>
    [Name("share")]
    public double Share => (double)Found / Planted;

    /// <summary>The sensitivity on one line: for each disguise its strengths and the shares found.</summary>
    public static string Describe(IEnumerable<PlantedShare> shares) => string.Join("; ", shares.GroupBy(s => s.Disguise).Select(Line));

    private static string Line(IGrouping<string, PlantedShare> kind)
    {
        static string List(IEnumerable<double> values, string format) =>
            string.Join(", ", values.Select(v => v.ToString(format, CultureInfo.InvariantCulture)));
        var unit = kind.First().Unit;
        var strengths = unit.Length > 0 ? $" {List(kind.Select(s => s.Strength), "0.#")} {unit}:" : "";
        return $"{kind.Key}{strengths} {List(kind.Select(s => 100 * s.Share), "F0")} %";
    }

    /// <summary>Training frames to plant: patients in turn, so that none counts more than others.</summary>
    internal static int[] Chosen(FrameSet train, int count = UsualCount)
    {
        var patients = Enumerable.Range(0, train.Frames.Count).GroupBy(i => train.Patients[i]).Select(g => g.ToArray()).ToArray();
        var rounds = (count + patients.Length - 1) / patients.Length;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => patients[i % patients.Length])
                .Select((own, i) => own[(2 * (i / patients.Length) + 1) * own.Length / (2 * rounds) % own.Length]),
        ];
    }

    /// <summary>The chosen frames in disguise, every second the other way round.</summary>
    internal static GrayImage[] Disguised(FrameSet train, int[] chosen, Disguise disguise) =>
        [.. chosen.Select((frame, i) => disguise.Apply(train.Frames[frame], i % 2 == 1))];
}
