using System.Text.Json.Serialization;
using GanCmri.Phenotypes;

namespace GanCmri.Evaluation;

/// <summary>A frame's outline beside its label.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Slice">The slice.</param>
/// <param name="Series">The series.</param>
/// <param name="Frame">The frame's name.</param>
/// <param name="Number">Its number in its cine.</param>
/// <param name="Phase">"ED", "ES" or "", as its source says.</param>
/// <param name="Cavity">How both agree.</param>
/// <param name="AreaPx">The measured area, px.</param>
/// <param name="PixelMm2">Size of a pixel, mm²; NaN if unknown.</param>
/// <param name="Study">The study.</param>
internal sealed record LabelledOutline(
    string Subject,
    int Slice,
    string Series,
    string Frame,
    int Number,
    string Phase,
    MaskAgreement Cavity,
    double AreaPx,
    double PixelMm2,
    string Study
)
{
    /// <summary>Measured less labelled, px.</summary>
    [JsonIgnore]
    public double ErrorPx => AreaPx - Cavity.ReferenceAreaPx;

    /// <summary>Whether both are empty.</summary>
    [JsonIgnore]
    public bool IsEmpty => Cavity.AreaPx + Cavity.ReferenceAreaPx == 0;
}
