namespace GanCmri.Studies.Comparison;

/// <summary>One of a patient's values.</summary>
/// <param name="Subject">The patient.</param>
/// <param name="Value">NaN where missing.</param>
internal readonly record struct PatientValue(string Subject, double Value);
