namespace GanCmri.Imaging;

/// <summary>Every slice that one source holds of one subject.</summary>
/// <param name="Subject">The pseudonym that its series carry.</param>
/// <param name="Kind">"DICOM", "NIfTI", "pictures + CSV" or "pictures".</param>
/// <param name="Files">The files it was read from, for provenance hashes.</param>
/// <param name="Series">The slices, from one end of the stack to the other; at least one.</param>
public sealed record CineStack(string Subject, string Kind, IReadOnlyList<string> Files, IReadOnlyList<CineSeries> Series)
{
    /// <summary>Where it comes among all stacks of a path, read or not: larger than those before it.</summary>
    internal long Place { get; init; }

    /// <summary>The same of a study.</summary>
    internal CineStack InStudy(string study) => this with { Series = [.. Series.Select(s => s with { Study = study })] };

    /// <summary>The same under a name that holds one of a folder, which may tell who it is.</summary>
    internal CineStack Renamed(string subject) =>
        this with
        {
            Subject = subject,
            Series = [.. Series.Select(s => s with { Subject = subject, NamesArePseudonyms = false })],
        };

    /// <summary>The stack with most slices, so the short axes where long ones lie beside them; null if the stacks are of several
    /// subjects.</summary>
    /// <param name="stacks">At least one; read no further than the second subject.</param>
    internal static CineStack? LargestOfOneSubject(IEnumerable<CineStack> stacks)
    {
        CineStack? largest = null;
        foreach (var stack in stacks)
        {
            if (largest is not null && stack.Subject != largest.Subject)
                return null;
            if (largest is null || stack.Series.Count > largest.Series.Count)
                largest = stack;
        }

        return largest;
    }
}
