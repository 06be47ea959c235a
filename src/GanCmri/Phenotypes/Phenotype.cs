using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>A quantity with its names: one entry of <see cref="PhenotypeRegistry"/>.</summary>
/// <param name="Level">What it is measured of.</param>
/// <param name="Name">In CSV, YAML and on the command line, with the unit, e.g. "lv_area_mm2".</param>
/// <param name="Label">For people, e.g. "LV area".</param>
/// <param name="Unit">For people, e.g. "mm²"; empty for ratios.</param>
/// <param name="Least">Least plausible value.</param>
/// <param name="Most">Largest plausible value.</param>
/// <param name="Meaning">What it is, in a few words.</param>
public record Phenotype(PhenotypeLevel Level, string Name, string Label, string Unit, double Least, double Most, string Meaning)
{
    /// <summary>Other names under which tables and people know it, besides those that differ in capitals and signs only.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its column in ML.NET, e.g. "LvAreaMm2".</summary>
    public string Column => SnakeCase.ToPascal(Name);

    /// <summary>Label and unit, e.g. "LV area (mm²)".</summary>
    public string Head => Unit.Length == 0 ? Label : $"{Label} ({Unit})";

    /// <summary>Label, place and unit, e.g. "LV area at end-diastole (mm²)".</summary>
    public string HeadAt(string place) => (this with { Label = Label + " " + place }).Head;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>A phenotype of one frame.</summary>
public sealed record FramePhenotype : Phenotype
{
    internal FramePhenotype(
        string name,
        string label,
        string unit,
        double least,
        double most,
        Func<LvMeasures, double> measure,
        string meaning
    )
        : base(PhenotypeLevel.Frame, name, label, unit, least, most, meaning) => Measure = measure;

    /// <summary>Its value; NaN where it was not measured.</summary>
    public Func<LvMeasures, double> Measure { get; }
}

/// <summary>A phenotype of one cine.</summary>
public sealed record CinePhenotype : Phenotype
{
    internal CinePhenotype(
        string name,
        string label,
        string unit,
        double least,
        double most,
        Func<CineMeasures, double> measure,
        string meaning
    )
        : base(PhenotypeLevel.Cine, name, label, unit, least, most, meaning) => Measure = measure;

    /// <summary>Its value; NaN where it was not measured.</summary>
    public Func<CineMeasures, double> Measure { get; }
}

/// <summary>A phenotype of one subject.</summary>
public sealed record SubjectPhenotype : Phenotype
{
    internal SubjectPhenotype(
        string name,
        string label,
        string unit,
        double least,
        double most,
        Func<StackMeasures, double> measure,
        string meaning
    )
        : base(PhenotypeLevel.Subject, name, label, unit, least, most, meaning) => Measure = measure;

    /// <summary>Its value; NaN where it was not measured.</summary>
    public Func<StackMeasures, double> Measure { get; }
}
