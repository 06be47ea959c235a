using System.Text.RegularExpressions;
using GanCmri.Phenotypes;

namespace GanCmri.Learning.Phenotypes;

/// <summary>Options of measuring studies from their files.</summary>
public sealed record MeasureStudiesOptions
{
    /// <summary>auto, cpu, cuda or cuda:N; auto takes a GPU where there is one.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The segmenter's file; null: the one that comes with GanCmri.</summary>
    public string? SegmenterPath { get; init; }

    /// <summary>Another segmenter's file, e.g. <c>ShippedModels.Judge()</c>, that outlines beside it: columns with "_judged", at half the
    /// speed; null: none does.</summary>
    public string? JudgePath { get; init; }

    /// <summary>Whether volumes of label maps or masks beside the images stand beside the measured ones, as <c>--labels</c>: columns with
    /// "_labelled".</summary>
    public bool Labels { get; init; }

    /// <summary>A table of subject, height_cm, weight_kg, heart_rate_bpm (any of them): body surface, indexed volumes and cardiac output;
    /// null: those stay empty.</summary>
    public string? BodyPath { get; init; }

    /// <summary>Tells the subject of plain pictures and NIfTI files from their names, as <c>--subject-pattern</c>; null: folders and names
    /// tell.</summary>
    public Regex? SubjectPattern { get; init; }

    /// <summary>How frames are outlined.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();
}
