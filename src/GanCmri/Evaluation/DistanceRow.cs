using CsvHelper.Configuration.Attributes;

namespace GanCmri.Evaluation;

/// <summary>One line of an evaluation: a measure between two sets.</summary>
public sealed record DistanceRow
{
    /// <summary>What is compared, e.g. "real vs synthetic" or "real half vs real half".</summary>
    [Name("comparison")]
    public required string Comparison { get; init; }

    /// <summary>"frechet", "kernel", "precision" or "recall".</summary>
    [Name("measure")]
    public required string Measure { get; init; }

    /// <summary>"frames" or "clips".</summary>
    [Name("unit")]
    public required string Unit { get; init; }

    /// <summary>The features' source, e.g. "segmenter encoder".</summary>
    [Name("extractor")]
    public required string Extractor { get; init; }

    /// <summary>Frames or clips of the first set.</summary>
    [Name("n_a")]
    public required int CountA { get; init; }

    /// <summary>Patients of the first set.</summary>
    [Name("patients_a")]
    public required int PatientsA { get; init; }

    /// <summary>Frames or clips of the second set.</summary>
    [Name("n_b")]
    public required int CountB { get; init; }

    /// <summary>Patients of the second set.</summary>
    [Name("patients_b")]
    public required int PatientsB { get; init; }

    /// <summary>The measure: distances in squared feature units, 0 is equal; precision and recall 0 to 1.</summary>
    [Name("value")]
    public required double Value { get; init; }

    /// <summary>Lower limit over resampled patients (for the floor: over splits); NaN if not computed.</summary>
    [Name("lower")]
    public double Lower { get; init; } = double.NaN;

    /// <summary>Upper limit.</summary>
    [Name("upper")]
    public double Upper { get; init; } = double.NaN;

    /// <summary>The Fréchet distance extrapolated to infinitely many patients, linear in 1/N; NaN for the other measures.</summary>
    [Name("extrapolated")]
    public double Extrapolated { get; init; } = double.NaN;
}
