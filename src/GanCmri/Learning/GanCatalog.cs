using GanCmri.Runtime;
using Microsoft.ML;

namespace GanCmri.Learning;

/// <summary>
/// Everything GanCmri adds to ML.NET, found on <c>mlContext.Gan</c>. Names and parameters are as ML.NET has them: the output
/// column first, a null input column means the same name, and options come as a record.
/// </summary>
/// <remarks>
/// In the examples <c>ml</c> is an <c>MLContext</c> and <c>generator</c> a generator's file. <c>hearts</c> are rows of synthetic hearts
/// with their latent W. <c>frames</c> are rows of frames with Subject, Series, Frame, Phase, TimeMs, Image, W and measured phenotypes.
/// </remarks>
public sealed partial class GanCatalog
{
    private readonly GanContext _context;

    internal GanCatalog(GanContext context) => _context = context;

    /// <summary>What components are given, for catalogues in other packages.</summary>
    internal GanContext Context => _context;

    /// <summary>The same catalog, whose components report progress, can be stopped, and are saved with or without their networks'
    /// files.</summary>
    /// <example>
    /// <code>
    /// using var stop = new CancellationTokenSource();
    /// var progress = new Progress&lt;StageProgress>(p => Console.WriteLine($"{p.Stage} {p.Done} of {p.Total}"));
    /// var images = ml.Gan.With(progress, stop.Token).GenerateImages("Image", generator, "W").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="progress">Hears how far slow steps are.</param>
    /// <param name="cancellationToken">Stops fits and cursors at the next batch.</param>
    /// <param name="embedWeights">Whether <c>mlContext.Model.Save</c> puts the networks' files into the model, which then needs no other
    /// file (a file that two steps use is in it twice), or names them by path and SHA-256; null: files below 16 MB are put in.</param>
    public GanCatalog With(
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default,
        bool? embedWeights = null
    ) => new(_context with { Progress = progress, Cancellation = cancellationToken, EmbedWeights = embedWeights });
}
