using System.Text;
using GanCmri.Formats;
using GanCmri.Phenotypes;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanCmri.Studio.Associations;

/// <summary>Association studies of tables that are dropped on the page.</summary>
internal static class AssociationEndpoints
{
    public static void AddAssociations(this IServiceCollection services) => services.AddSingleton<TableShelf>();

    public static void MapAssociations(this IEndpointRouteBuilder app)
    {
        var tables = app.MapGroup("/api/tables").WithTags("Associations");
        tables
            .MapPost(
                "",
                (HttpRequest request, TableShelf shelf, bool packed = false) =>
                    shelf.Add(request.Body, packed, request.HttpContext.RequestAborted)
            )
            .Produces<DroppedTable>()
            .WithSummary("Keeps a table (its bytes) until the studio ends.");
        tables
            .MapPost(
                "/{id:int}/study",
                (int id, StudyWish wish, TableShelf shelf, CancellationToken cancellation) =>
                {
                    var study = Study(id, wish, shelf, cancellation);
                    return Results.Json(
                        AssociationPageData.Of(study.Table, AssociationPage.Rows([study.Path], study.Options, cancellation)),
                        FiniteNumbers.ForPages
                    );
                }
            )
            .Produces<AssociationPageData>()
            .WithSummary("Tests every outcome against every exposure.");
        tables
            .MapPost(
                "/{id:int}/page",
                (int id, StudyWish wish, TableShelf shelf, CancellationToken cancellation) =>
                {
                    var study = Study(id, wish, shelf, cancellation);
                    return Results.File(
                        Encoding.UTF8.GetBytes(
                            AssociationPage.Html(
                                study.Table,
                                "Associations",
                                AssociationPage.Rows([study.Path], study.Options, cancellation)
                            )
                        ),
                        "application/octet-stream",
                        "associations.html"
                    );
                }
            )
            .WithSummary("The same as one offline page.");
    }

    private static DoneStudy Study(int id, StudyWish wish, TableShelf shelf, CancellationToken cancellation)
    {
        var path = shelf.Of(id);
        return TableShelf.Named(
            "table",
            () =>
            {
                var header = AssociationStudy.Header(path);
                var options = wish.Options().Renamed(header, name => PhenotypeNames.Spelt(header, name));
                var found = AssociationStudy.Run(path, options, cancellationToken: cancellation);
                return new DoneStudy(path, options, StudioWords.Of(found));
            }
        );
    }

    private sealed record DoneStudy(string Path, AssociationOptions Options, AssociationTable Table);
}

/// <summary>What is asked of a table.</summary>
/// <param name="Outcomes">Columns of phenotypes.</param>
/// <param name="Exposures">Columns, or formulas as gancmri associate takes them.</param>
/// <param name="Covariates">Held constant.</param>
/// <param name="Family">linear, logistic, firth, poisson or negativebinomial.</param>
/// <param name="Cluster">Column of what belongs together; null or empty: none.</param>
internal sealed record StudyWish(string?[]? Outcomes, string?[]? Exposures, string?[]? Covariates, string? Family, string? Cluster)
{
    // Those that need no more than a column of phenotypes: no times, no order of levels.
    private static readonly Dictionary<string, AssociationFamily> Families = new AssociationFamily[]
    {
        AssociationFamily.Linear,
        AssociationFamily.Logistic,
        AssociationFamily.Firth,
        AssociationFamily.Poisson,
        AssociationFamily.NegativeBinomial,
    }.ToDictionary(f => f.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InputException">The family is unknown, or names are missing.</exception>
    public AssociationOptions Options() =>
        new()
        {
            Outcomes = Names("phenotypes", Outcomes),
            Exposures = Names("exposures", Exposures),
            Covariates = Covariates is null ? [] : Names("covariates", Covariates, mayBeNone: true),
            Cluster = string.IsNullOrEmpty(Cluster) ? null : Cluster,
            Family = Families.TryGetValue(Family ?? nameof(AssociationFamily.Linear), out var family)
                ? family
                : throw new InputException(
                    "kind of phenotype",
                    string.Join(", ", Families.Keys).ToLowerInvariant(),
                    "another word",
                    "choose one of them; gancmri associate knows more"
                ),
        };

    private static string[] Names(string what, string?[]? names, bool mayBeNone = false) =>
        names is not null && (mayBeNone || names.Length > 0) && !names.Any(string.IsNullOrWhiteSpace)
            ? [.. names.Select(n => n!)]
            : throw new InputException(
                what,
                "names of columns",
                names is { Length: > 0 } ? "one that is empty" : "none",
                "choose at least one"
            );
}
