using GanCmri.Runtime;

namespace GanCmri.Hosting;

/// <summary>What a service makes hearts with; may be bound to a section of the configuration.</summary>
public sealed class GanCmriOptions
{
    /// <summary>A folder with generator.safetensors and ed-es.json; null: the shipped models of 128 x 128 pixels
    /// (<see cref="ShippedModels"/>).</summary>
    public string? ModelFolder { get; set; }

    /// <summary>The segmenter's file; null: the shipped one.</summary>
    public string? Segmenter { get; set; }

    /// <summary>auto, cpu, cuda or cuda:N; auto takes a GPU where there is one.</summary>
    public string Device { get; set; } = "auto";
}
