using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanCmri.Studio.Cines;

/// <summary>Own cines: looked at, outlined, corrected, measured, and changed in a what-if.</summary>
internal static class CineEndpoints
{
    private const int MostFrames = 30,
        UsualFrames = 10;

    public static void AddCines(this IServiceCollection services) => services.AddSingleton<CineShelf>();

    public static void MapCines(this IEndpointRouteBuilder app)
    {
        var cines = app.MapGroup("/api/cines").WithTags("Your cine");
        cines.MapGet("", (CineShelf shelf) => shelf.Entries()).WithSummary("What lies in the data folder.");
        cines
            .MapGet("/{id}", (string id, CineShelf shelf, CancellationToken c) => shelf.With(id, StackAnswer.Of, c))
            .WithSummary("The slices of a cine.");
        cines
            .MapGet(
                "/{id}/slices/{slice:int}",
                (string id, int slice, CineShelf shelf, CancellationToken c) =>
                    shelf.With(id, cine => FramesAnswer.Of(cine.Slice(slice)), c)
            )
            .WithSummary("The frames of a slice.");
        cines
            .MapGet(
                "/{id}/slices/{slice:int}/outlines",
                (string id, int slice, CineShelf shelf, CancellationToken c) =>
                    shelf.With(id, cine => OutlinesAnswer.Of(cine.Measured(slice)), c)
            )
            .WithSummary("Its outlines and areas, corrected ones first.");
        cines
            .MapPut(
                "/{id}/slices/{slice:int}/frames/{frame:int}",
                (string id, int slice, int frame, double[] corners, CineShelf shelf, CancellationToken c) =>
                    shelf.With(
                        id,
                        cine =>
                        {
                            cine.Correct(slice, frame, corners);
                            return OutlinesAnswer.Of(cine.Measured(slice));
                        },
                        c
                    )
            )
            .WithSummary("Takes an outline drawn by hand (x and y in turn, px): saved as a mask and a row of corrections.csv.");
        cines
            .MapGet(
                "/{id}/volumes",
                (string id, CineShelf shelf, CancellationToken c) => shelf.With(id, cine => VolumesAnswer.Of(cine, c), c)
            )
            .WithSummary("Volumes and ejection fraction by all slices.");
        cines
            .MapPost(
                "/{id}/whatif",
                (string id, WhatIfWish wish, CineShelf shelf, ReportModels models, CancellationToken c) =>
                    shelf.With(id, cine => WhatIf(cine, wish, models, c), c)
            )
            .WithSummary("Real, reconstruction and guided, in step. Not a prediction.");
    }

    private static WhatIfAnswer WhatIf(OpenCine cine, WhatIfWish wish, ReportModels models, CancellationToken cancellation)
    {
        var targets = new Dictionary<string, JobTarget>();
        if (wish.LvAreaPercent != 0)
            Add(SteeredPhenotype.LvArea, JobTarget.Change(wish.LvAreaPercent));
        if (wish.Sphericity is { } shape)
            Add(SteeredPhenotype.Sphericity, JobTarget.Absolute(shape));
        if (wish.Frames is < ReportJob.FewestFrames or > MostFrames)
            throw new InputException(
                "frames",
                $"a number from {ReportJob.FewestFrames} to {MostFrames}",
                $"{wish.Frames}",
                "choose another"
            );
        var frames = Math.Min(wish.Frames ?? UsualFrames, cine.Stack.Series.Max(s => s.Frames.Count));
        var job = new ReportJob("whatif", 1)
        {
            Cine = "cine",
            Motion = null,
            Targets = targets,
            Frames = frames,
            Slice = wish.Slice is { } place ? cine.Slice(place).Slice : null,
        };
        try
        {
            var maker = new JobMaker(models, new BatchReportOptions());
            var work = new JobWork(job, "", maker.Find(job, cine.Corrected, cancellation));
            maker.Make([work], cancellation);
            return WhatIfAnswer.Of(work.Problem is null ? work : throw work.Problem);
        }
        catch (JobException e)
        {
            throw new InputException("cine", e.Expected, e.Found, e.Remedy, e);
        }

        void Add(SteeredPhenotype phenotype, JobTarget target)
        {
            if (!target.IsIn(phenotype))
                throw new InputException(
                    phenotype.Phenotype.Name,
                    FormattableString.Invariant($"{phenotype.Least} to {phenotype.Most}, or a change from -50 to 50 %"),
                    target.Text,
                    "ask for less"
                );
            targets[phenotype.Phenotype.Name] = target;
        }
    }
}
