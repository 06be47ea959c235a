namespace GanCmri.Runtime;

/// <summary>The files of one generator's models in a folder: networks, directions, trajectories. A file need not be there.</summary>
/// <param name="path">The folder.</param>
public sealed class ModelFolder(string path)
{
    /// <summary>The shipped models of 128 x 128 pixels, which all but <c>gancmri demo</c> use that are not told another folder.</summary>
    /// <exception cref="InputException">They are not there.</exception>
    public static ModelFolder Shipped => new(ShippedModels.Folder(ShippedModels.Usual));

    /// <summary>The shipped models of 64 x 64 pixels: a cohort in nine tenths of the time, one beating heart
    /// in three quarters (decision 32), and frames of a quarter of the size.</summary>
    /// <exception cref="InputException">They are not there.</exception>
    public static ModelFolder Fast => new(ShippedModels.Folder("sax64"));

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>z -> w -> image.</summary>
    public string Generator => File("generator.safetensors");

    /// <summary>Judges images; its features compare them.</summary>
    public string Discriminator => File("discriminator.safetensors");

    /// <summary>Image -> first guess of w.</summary>
    public string Encoder => File("encoder.safetensors");

    /// <summary>The motion from end-diastole to end-systole and back.</summary>
    public string EdToEs => File("ed-es.json");

    /// <summary>The mean transitions from frame to frame.</summary>
    public string FrameToFrame => File("frame-to-frame.json");

    /// <summary>The motion along a closed curve.</summary>
    public string Periodic => File("periodic.json");

    /// <summary>The way from base to apex.</summary>
    public string Stack => File("stack.json");

    /// <summary>How areas run over the beat in real hearts.</summary>
    public string AreaCurves => File("area-curves.json");

    /// <summary>The direction of LV area.</summary>
    public string LvArea => File("lv-area.json");

    /// <summary>The direction of the sphericity index.</summary>
    public string Sphericity => File("sphericity.json");

    /// <summary>A folder of models.</summary>
    /// <param name="path">The folder, or the name of a shipped one, e.g. "sax64"; null: <see cref="Shipped"/>.</param>
    /// <exception cref="InputException">It is neither a folder nor the name of shipped models, or these are not there.</exception>
    public static ModelFolder Of(string? path) =>
        path is null ? Shipped
        : Directory.Exists(path) ? new ModelFolder(path)
        : ShippedModels.Generators.Contains(path) ? new ModelFolder(ShippedModels.Folder(path))
        : throw new InputException(
            path,
            $"a folder of models, or the name of shipped ones ({string.Join(", ", ShippedModels.Generators)})",
            System.IO.File.Exists(path) ? "a file" : "neither",
            "correct the name or the path"
        );

    private string File(string name) => System.IO.Path.Combine(path, name);
}
