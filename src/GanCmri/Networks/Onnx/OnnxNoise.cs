namespace GanCmri.Networks.Onnx;

/// <summary>Where an exported network has its per-pixel noise from.</summary>
public enum OnnxNoise
{
    /// <summary>The fixed noise stored in the network.</summary>
    Const,

    /// <summary>None.</summary>
    None,

    /// <summary>From the caller: an input a layer, e.g. "noise.b8.conv0" [N, 1, 8, 8], of normal numbers.</summary>
    Input,
}
