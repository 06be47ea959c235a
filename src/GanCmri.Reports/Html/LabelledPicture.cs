namespace GanCmri.Reports.Html;

/// <summary>A small picture with a few words under it.</summary>
internal sealed record LabelledPicture(Picture Picture, string Label);
