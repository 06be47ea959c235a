namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="FusedSynthesis"/>: from gradients of images to those of w.</summary>
internal sealed unsafe class FusedGradient
{
    private readonly GeneratorOptions _options;
    private readonly List<LayerGradient> _layers = [];
    private readonly List<ColourGradient> _colours = [];

    /// <param name="synthesis">A network that <see cref="FusedSynthesis.Knows"/>.</param>
    /// <param name="options">Its shape.</param>
    public FusedGradient(Synthesis synthesis, GeneratorOptions options)
    {
        _options = options;
        var weights = new FusedWeights(synthesis);
        foreach (var r in options.BlockResolutions())
        {
            if (r > 4)
                _layers.Add(new LayerGradient(weights, $"b{r}.conv0", r, up: true));
            _layers.Add(new LayerGradient(weights, $"b{r}.conv1", r, up: false));
            _colours.Add(new ColourGradient(weights, $"b{r}.torgb"));
        }
    }

    /// <summary>Runs a group of images backwards.</summary>
    /// <param name="tape">What their run forwards left.</param>
    /// <param name="image">Gradients of the images [Count, Channels, Resolution, Resolution].</param>
    /// <param name="w">Gradients of their w [Count, NumWs, WDim], zero at first.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public void Apply(FusedTape tape, float* image, float* w, WorkingMemory memory, Workers workers)
    {
        var step = (_layers.Count + 1) * _options.WDim;
        var layer = _layers.Count - 1;
        var gradient = Zeros(tape.Layers[layer].Y);
        for (var block = _colours.Count - 1; block >= 0; block--)
        {
            var made = tape.Layers[layer].Y;
            var latent = w + (layer + 1) * _options.WDim;
            _colours[block].Apply(made, (float*)tape.ColourStyles[block], image, gradient, latent, step, memory, workers);
            for (var end = block == 0 ? 0 : layer - 1; layer >= end; layer--)
            {
                var pass = tape.Layers[layer];
                var x = Zeros(pass.X);
                _layers[layer].Apply(pass, gradient, x, w + layer * _options.WDim, step, memory, workers);
                gradient = x;
            }

            if (block > 0)
                image = Half(image, made.Count * _options.Channels, made.Side / 2, tape);
        }

        Maps Zeros(Maps like) => like with { At = (nint)tape.New(like.Length) };
    }

    private static float* Half(float* image, int count, int side, FusedTape tape)
    {
        var half = tape.New((long)count * side * side);
        for (var i = 0; i < count; i++)
            ImageRows.Back(image + (long)i * 4 * side * side, side, half + (long)i * side * side);
        return half;
    }
}
