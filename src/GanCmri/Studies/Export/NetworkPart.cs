namespace GanCmri.Studies.Export;

/// <summary>Which part of a model an ONNX file holds.</summary>
public enum NetworkPart
{
    /// <summary>z to image: mapping and synthesis.</summary>
    Generator,

    /// <summary>z to w.</summary>
    Mapping,

    /// <summary>w to image.</summary>
    Synthesis,

    /// <summary>Heart crop to maps of probabilities.</summary>
    Segmenter,
}
