using System.Globalization;
using System.Text.Json;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Fitting;

/// <summary>Fits the direction of a phenotype to latents and to what was measured in their frames.</summary>
public static class DirectionFitting
{
    private const int ResponseHearts = 512;

    /// <summary>Fits a direction to projected frames and records where it comes from.</summary>
    /// <param name="options">Tables, column, method.</param>
    /// <param name="note">Told what a user should know; null: nobody.</param>
    /// <exception cref="InputException">A file or column is missing, or the tables have no frame in common.</exception>
    public static DirectionFile Fit(DirectionFittingOptions options, Action<string>? note = null)
    {
        TuningTable.RequireUntuned(options.Latents);
        var table = LatentCsv.Read(options.Latents);
        var measured = options.Contrast is null
            ? PhenotypeTable.Read(options.Phenotypes, options.Column)
            : PhenotypeTable.Read(options.Phenotypes, options.Contrast);
        var chosen = options.AllFrames ? table.Frames : table.EndDiastolic();
        var used = chosen.Where(f => measured.Of(f) is not null).ToArray();
        if (used.Length == 0)
        {
            throw new InputException(
                options.Phenotypes,
                $"measures of frames in {options.Latents}",
                "none with the same subject, study, series, slice and frame",
                "measure the frames that were projected"
            );
        }

        if (used.Length < chosen.Count)
            note?.Invoke($"{chosen.Count - used.Length} of {chosen.Count} frames have no value and are left out");
        var direction = PhenotypeDirection.Fit(
            [.. used.Select(f => f.W)],
            [.. used.Select(f => measured.Of(f)!.Value)],
            measured.Name,
            options.Method,
            [.. used.Select(f => f.Subject)]
        );
        var provenance = new Provenance(
            Provenance.ThisProgram,
            FileDigest.Of(options.Latents).Sha256,
            used.Select(f => f.Subject).Distinct().Count(),
            used.Select(f => f.Cine).Distinct().Count(),
            LatentNetwork.Note(
                new Dictionary<string, string>
                {
                    ["method"] = JsonNamingPolicy.KebabCaseLower.ConvertName(options.Method.ToString()),
                    ["frames"] = options.AllFrames ? "all" : "ed",
                    ["phenotypes"] = FileDigest.Of(options.Phenotypes).Sha256,
                },
                LatentNetwork.Of(options.Latents)
            )
        );
        return new DirectionFile(direction, table.Layers, provenance);
    }

    /// <summary>The direction of LV area from generator and segmenter alone: the mean gradient over 512 synthetic hearts.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="seed">Of the hearts.</param>
    /// <param name="progress">Told the hearts finished.</param>
    /// <param name="cancellationToken">Stops at the next batch.</param>
    /// <exception cref="InputException">No two hearts have a cavity, or it does not respond.</exception>
    public static DirectionFile Response(
        HeartModels models,
        long seed = 7,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var options = new StudyOptions { Subjects = ResponseHearts, Seed = seed };
        var direction = ResponseFit.Fit(models, options, progress, cancellationToken);
        var provenance = new Provenance(
            Provenance.ThisProgram,
            models.Files[0].Sha256,
            direction.Low + direction.High,
            0,
            LatentNetwork.Note(
                new Dictionary<string, string>
                {
                    ["method"] = "response",
                    ["hearts"] = "synthetic",
                    ["seed"] = $"{options.Seed}",
                    ["psi"] = options.Psi.ToString(CultureInfo.InvariantCulture),
                    ["segmenter"] = models.Files[^1].Sha256,
                },
                models.Files[0].Sha256
            )
        );
        return new DirectionFile(direction, direction.Vector.Count / models.Generator.Options.WDim, provenance);
    }
}
