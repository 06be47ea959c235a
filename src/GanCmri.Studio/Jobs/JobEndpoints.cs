using GanCmri.Reports;
using GanCmri.Reports.Html;
using GanCmri.Reports.Jobs;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GanCmri.Studio.Jobs;

/// <summary>Batches of jobs: checked, run, watched, stopped, gone on with, looked at.</summary>
internal static class JobEndpoints
{
    private const string Index = "index.html";
    private static readonly Dictionary<string, string> Policies = new()
    {
        [Index] = BatchIndex.Policy + "; frame-ancestors 'none'",
        [JobFiles.Page] = HtmlScript.Policy + "; frame-ancestors 'none'",
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        [JobFiles.Page] = "text/html; charset=utf-8",
        [JobFiles.Gif] = "image/gif",
        [JobFiles.Curve] = "image/png",
        [JobFiles.Thumbnail] = "image/png",
        [JobFiles.Numbers] = "text/csv; charset=utf-8",
        ["results.csv"] = "text/csv; charset=utf-8",
        ["problems.csv"] = "text/csv; charset=utf-8",
        [Index] = "text/html; charset=utf-8",
    };

    public static void AddJobs(this IServiceCollection services) => services.AddSingleton<BatchShelf>();

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/jobs").WithTags("Jobs");
        jobs.MapPost("", (HttpRequest request, BatchShelf shelf) => shelf.Add(request.Body, request.HttpContext.RequestAborted))
            .Produces<CheckedJobs>()
            .WithSummary("Checks a jobs file (its bytes), row by row; nothing starts.");
        jobs.MapGet("/{id}", (string id, BatchShelf shelf) => CheckedJobs.Of(id, shelf.Of(id)))
            .WithSummary("The batch with its results so far.");
        jobs.MapPost("/{id}/run", (string id, BatchShelf shelf, ReportModels models) => shelf.Of(id).Run(models))
            .WithSummary("Starts, or goes on after a stop.");
        jobs.MapPost("/{id}/stop", (string id, BatchShelf shelf) => shelf.Of(id).Stop())
            .WithSummary("Stops at the next frames; finished jobs stay.");
        jobs.MapGet(
                "/{id}/states",
                (string id, BatchShelf shelf, IHostApplicationLifetime studio, CancellationToken cancellation) =>
                    TypedResults.ServerSentEvents(shelf.Of(id).States(studio.ApplicationStopping, cancellation))
            )
            .WithSummary("Progress as server-sent events, until the run is over.");
        var results = app.MapGroup("/results/{id}").WithTags("Jobs");
        results
            .MapGet(
                "/{file}",
                (string id, string file, BatchShelf shelf, HttpResponse response) => File(shelf.Of(id).Folder, file, response)
            )
            .WithSummary("index.html, results.csv or problems.csv of a batch that is done.");
        results
            .MapGet(
                "/jobs/{job}/{file}",
                (string id, string job, string file, BatchShelf shelf, HttpResponse response) =>
                {
                    var batch = shelf.Of(id);
                    var known = batch.List.Jobs.FirstOrDefault(j => j.Name == job) ?? throw Missing();
                    return File(Path.Combine(batch.Folder, "jobs", known.Name), file, response);
                }
            )
            .WithSummary("A file of one job.");
    }

    // Names are looked up, never joined as they come: none can lead out of the folder.
    private static IResult File(string folder, string file, HttpResponse response)
    {
        if (!Types.TryGetValue(file, out var type))
            throw Missing();
        if (Policies.TryGetValue(file, out var policy))
            response.Headers.ContentSecurityPolicy = policy;
        var path = Path.Combine(folder, file);
        return System.IO.File.Exists(path) ? Results.File(path, type) : throw Missing();
    }

    private static InputException Missing() => new("file", "a file of a finished job", "none of this name", "run the jobs first");
}
