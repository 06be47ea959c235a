namespace GanCmri.Evaluation;

/// <summary>One line of an evaluation: a measure between two sets.</summary>
public sealed record DistanceRow
{
    /// <summary>What is compared: "real vs synthetic", or one of the references beside it, e.g. "real train to real validation".</summary>
    public required string Comparison { get; init; }

    /// <summary>"kernel" (KID), "frechet", "precision", "recall", "density", "coverage", "kernel ratio" or "frechet ratio".</summary>
    public required string Measure { get; init; }

    /// <summary>"frames" or "clips".</summary>
    public required string Unit { get; init; }

    /// <summary>The features' source, e.g. "segmenter encoder".</summary>
    public required string Extractor { get; init; }

    /// <summary>Frames or clips of the first set.</summary>
    public required int CountA { get; init; }

    /// <summary>Patients of the first set.</summary>
    public required int PatientsA { get; init; }

    /// <summary>Frames or clips of the second set.</summary>
    public required int CountB { get; init; }

    /// <summary>Patients of the second set.</summary>
    public required int PatientsB { get; init; }

    /// <summary>The measure: distances in squared feature units, 0 is equal; shares 0 to 1; density and ratios: 1 where generated frames
    /// behave as real ones.</summary>
    public required double Value { get; init; }

    /// <summary>Lower limit over resampled patients (between halves: over splits); NaN if not computed.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>Upper limit.</summary>
    public double Upper { get; init; } = double.NaN;

    /// <summary>The Fréchet distance extrapolated to infinitely many patients, linear in 1/N (its ratio: of extrapolated distances); NaN
    /// for the other measures.</summary>
    public double Extrapolated { get; init; } = double.NaN;

    /// <summary>The side of a store's split that the real set is: "train", "validation", "test" or "all"; "" where nothing was split.
    /// Validation patients may have chosen the checkpoint.</summary>
    public string Split { get; init; } = "";
}
