using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanCmri.Studio.Explore;

/// <summary>Hearts by recipe.</summary>
internal static class ExploreEndpoints
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [HeartFiles.Gif] = "image/gif",
        [HeartFiles.Png] = "image/png",
        [HeartFiles.Nifti] = "application/gzip",
        [HeartFiles.Csv] = "text/csv; charset=utf-8",
    };

    public static void AddExplore(this IServiceCollection services) => services.AddSingleton<HeartShelf>();

    public static void MapExplore(this IEndpointRouteBuilder app)
    {
        var hearts = app.MapGroup("/api/hearts").WithTags("Explore");
        hearts.MapGet("/limits", () => ExploreLimits.Known).WithSummary("What can be asked of a heart.");
        hearts
            .MapGet("/glimpse", ([AsParameters] HeartQuery q, HeartShelf shelf, CancellationToken c) => shelf.Glimpse(q.Recipe(), c))
            .WithSummary("The end-diastolic frame at once, roughly as asked.");
        hearts.MapGet("/cine", Cine).WithSummary("The beating heart, measured.");
        hearts.MapGet("/text", ([AsParameters] HeartQuery q) => RecipeText.Of(Valid(q))).WithSummary("The recipe as a command and as C#.");
        hearts.MapGet("/files/{name}", File).WithSummary("The heart as heart.gif, heart.png, heart.nii.gz or heart.csv.");
    }

    private static async Task<HeartCine> Cine([AsParameters] HeartQuery query, HeartShelf shelf, HttpContext context)
    {
        var recipe = query.Recipe();
        var heart = await shelf.Take(recipe, context.RequestAborted).ConfigureAwait(false);
        context.Response.OnCompleted(() =>
        {
            shelf.Prepare(recipe);
            return Task.CompletedTask;
        });
        return HeartCine.Of(heart);
    }

    private static async Task<IResult> File(string name, [AsParameters] HeartQuery query, HeartShelf shelf, CancellationToken cancellation)
    {
        if (!Types.TryGetValue(name, out var type))
            throw new InputException("file", string.Join(", ", Types.Keys), "another name", "choose one of them");
        var heart = await shelf.Take(query.Recipe(), cancellation).ConfigureAwait(false);
        return Results.File(HeartFiles.Bytes(name, heart).ToArray(), type, FormattableString.Invariant($"seed{query.Seed}-{name}"));
    }

    private static HeartRecipe Valid(HeartQuery query)
    {
        var recipe = query.Recipe();
        recipe.Validate();
        return recipe;
    }
}

/// <summary>What the sliders need to know.</summary>
/// <param name="Motions">Words for motions.</param>
/// <param name="LvArea">LV area, mm².</param>
/// <param name="Sphericity">Sphericity index.</param>
/// <param name="Fac">Fractional area change, %.</param>
internal sealed record ExploreLimits(IReadOnlyList<string> Motions, SliderLimits LvArea, SliderLimits Sphericity, SliderLimits Fac)
{
    // Hearts beyond these areas are rarely reached, though they may be asked for.
    private const double LeastShownMm2 = 600,
        MostShownMm2 = 5000,
        LeastShownFac = 5,
        MostShownFac = 80;

    public static ExploreLimits Known { get; } =
        new(
            MotionWords.All,
            new SliderLimits(LeastShownMm2, MostShownMm2, 10, "mm²"),
            new SliderLimits(SteeredPhenotype.Sphericity.Least, SteeredPhenotype.Sphericity.Most, .005, ""),
            new SliderLimits(LeastShownFac, MostShownFac, 1, "%")
        );
}

/// <summary>One slider.</summary>
/// <param name="Least">Its left end.</param>
/// <param name="Most">Its right end.</param>
/// <param name="Step">From one value to the next.</param>
/// <param name="Unit">Empty for ratios.</param>
internal sealed record SliderLimits(double Least, double Most, double Step, string Unit);
