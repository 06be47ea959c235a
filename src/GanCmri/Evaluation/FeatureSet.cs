namespace GanCmri.Evaluation;

/// <summary>Features of frames or clips, with the patient each belongs to.</summary>
internal sealed class FeatureSet
{
    private readonly int[][] _rowsOfPatients;
    private readonly string[] _names;

    /// <summary>Wraps features without copying them.</summary>
    /// <param name="rows">One array of equal length a frame or clip.</param>
    /// <param name="patients">The patient of each row; a synthetic subject counts as one.</param>
    /// <exception cref="ArgumentException">Lengths differ or nothing is given.</exception>
    public FeatureSet(IReadOnlyList<double[]> rows, IReadOnlyList<string> patients)
    {
        if (rows.Count == 0 || rows.Count != patients.Count)
            throw new ArgumentException("expected rows and a patient for every row");
        Rows = rows;
        var numbers = new Dictionary<string, int>();
        Patients = [.. patients.Select(p => numbers.TryGetValue(p, out var n) ? n : numbers[p] = numbers.Count)];
        _names = [.. numbers.OrderBy(n => n.Value).Select(n => n.Key)];
        _rowsOfPatients = [.. Enumerable.Range(0, rows.Count).GroupBy(i => Patients[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }

    /// <summary>The features.</summary>
    public IReadOnlyList<double[]> Rows { get; }

    /// <summary>The patient of each row, numbered from 0 in order of appearance.</summary>
    public IReadOnlyList<int> Patients { get; }

    /// <summary>Number of patients.</summary>
    public int PatientCount => _rowsOfPatients.Length;

    /// <summary>Whether both sets are of the same patients, in the same order: real cines and what was made of them.</summary>
    public bool IsPairedWith(FeatureSet other) => _names.AsSpan().SequenceEqual(other._names);

    /// <summary>Equally spaced rows, with their patients; all where the set is no larger.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="pass">0 to passes - 1: other passes begin at other rows.</param>
    /// <param name="passes">Number of passes.</param>
    internal FeatureSet Thinned(int count, int pass = 0, int passes = 1)
    {
        if (Rows.Count <= count)
            return this;
        int[] kept = [.. Enumerable.Range(0, count).Select(i => (int)((i + (double)pass / passes) * Rows.Count / count))];
        return new FeatureSet([.. kept.Select(i => Rows[i])], [.. kept.Select(i => _names[Patients[i]])]);
    }

    /// <summary>The rows of all other patients.</summary>
    internal FeatureSet Without(int patient) => Of(Enumerable.Range(0, PatientCount).Where(p => p != patient));

    /// <summary>The rows of some patients, each as often as named; a patient named twice counts as two.</summary>
    /// <param name="patients">At least one number of a patient.</param>
    public FeatureSet Of(IEnumerable<int> patients)
    {
        var taken = patients.SelectMany((p, place) => _rowsOfPatients[p].Select(row => (Row: Rows[row], Name: $"{place}"))).ToList();
        return new FeatureSet([.. taken.Select(t => t.Row)], [.. taken.Select(t => t.Name)]);
    }
}
