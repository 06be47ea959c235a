using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>What an audit looks at when it compares pictures. Brightness, contrast, a shift of up to 1/16 of the side, turns of up to 25
/// degrees and mirrors never count.</summary>
internal sealed class AuditView
{
    private const double CoarseSigma = 2;
    private readonly double[] _sigmas; // of the neighbourhoods, as shares of the side

    private AuditView(string name, params double[] sigmas) => (Name, _sigmas) = (name, sigmas);

    /// <summary>The pictures as they are, smoothed by a pixel.</summary>
    public static AuditView Pixels { get; } = new("pixels");

    /// <summary>Edges and texture: local contrast at two scales, 1/32 and 3/32 of the side. Blind to shading by coils.</summary>
    public static AuditView LocalContrast { get; } = new("local contrast", 1.0 / 32, 3.0 / 32);

    /// <summary>The name for reports.</summary>
    public string Name { get; }

    /// <summary>One picture a scale; likeness is the mean correlation over them.</summary>
    internal GrayImage[] Layers(GrayImage smooth) =>
        _sigmas.Length == 0 ? [smooth] : [.. _sigmas.Select(s => Audit.LocalContrast.Apply(smooth, s * smooth.Width))];

    /// <summary>The same of a small picture, for the first search: one layer.</summary>
    internal GrayImage Coarse(GrayImage small) => _sigmas.Length == 0 ? small : Audit.LocalContrast.Apply(small, CoarseSigma);
}
