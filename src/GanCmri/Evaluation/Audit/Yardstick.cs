using GanCmri.Runtime;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// How real frames that cannot be copies lie between the nearest and the second patient. Where patients lie like a Poisson cloud of local
/// dimension m, -log(distance to the nearest / distance to the second) is exponential with rate m (Facco et al. 2017). The rate is read off
/// the median, so that a frame that did leak cannot spoil it, in which every patient weighs the same: a whole cine says no more of the
/// other patients than two frames.
/// </summary>
internal sealed class Yardstick
{
    private readonly (double Log, int Patient, double Weight)[] _sorted;
    private readonly string[] _names;

    /// <summary>Takes the ratios of real frames.</summary>
    /// <param name="nearest">Each frame against other patients.</param>
    /// <param name="patients">The patient of each.</param>
    public Yardstick(IReadOnlyList<Nearest> nearest, IReadOnlyList<string> patients)
    {
        _names = [.. patients.Distinct()];
        var numbers = _names.Index().ToDictionary(p => p.Item, p => p.Index);
        var counts = patients.CountBy(p => p).ToDictionary();
        _sorted =
        [
            .. nearest
                .Select((n, i) => (-Math.Log(Math.Max(1e-9, n.Ratio)), numbers[patients[i]], 1.0 / counts[patients[i]]))
                .OrderBy(e => e.Item1),
        ];
    }

    /// <summary>Number of patients.</summary>
    public int PatientCount => _names.Length;

    /// <summary>The rate with each patient counted so many times; NaN if no ratio tells it.</summary>
    /// <param name="times">As many as patients.</param>
    public double Rate(double[] times)
    {
        var half = _sorted.Sum(e => e.Weight * times[e.Patient]) / 2;
        var passed = 0.0;
        foreach (var (log, patient, weight) in _sorted)
        {
            passed += weight * times[patient];
            if (passed >= half && passed > 0)
                return log > 0 ? Math.Log(2) / log : double.NaN;
        }

        return double.NaN;
    }

    /// <summary>The rate of all patients, or of all but one, by whom that one is judged as an outsider would be.</summary>
    /// <exception cref="InputException">Half of the frames are as near to one patient as to another.</exception>
    public double Rate(string? without = null) =>
        Rate([.. _names.Select(name => name == without ? 0.0 : 1)]) is var rate && double.IsFinite(rate)
            ? rate
            : throw new InputException(
                "holdout",
                "frames of several patients that differ from each other and from the training frames",
                "equal ones",
                "give other patients"
            );
}
