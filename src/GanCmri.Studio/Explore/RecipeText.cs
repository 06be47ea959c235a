using System.Globalization;
using GanCmri.Reports;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studio.Explore;

/// <summary>A recipe as text that makes the same heart elsewhere.</summary>
/// <param name="Command">For a terminal.</param>
/// <param name="CSharp">A whole program of one file.</param>
internal sealed record RecipeText(string Command, string CSharp)
{
    public static RecipeText Of(HeartRecipe recipe)
    {
        var (area, shape, fac) = (Number(recipe.LvAreaMm2), Number(recipe.SphericityIndex), Number(recipe.FacPercent));
        return new RecipeText(
            $"gancmri heart --seed {recipe.Seed} --psi "
                + $"{Number(recipe.Psi)}{(area is null ? "" : $" --lv-area {area}")}{(shape is null ? "" : $" --sphericity {shape}")}"
                + $"{(fac is null ? "" : $" --fac {fac}")}"
                + $" --trajectory {recipe.Motion.Word()} --frames {recipe.Frames} --out heart",
            $$"""
            #:project src/GanCmri.Reports/GanCmri.Reports.csproj
            #:property NeedsLibTorch=true
            #:property PublishAot=false
            using GanCmri.Reports; using GanCmri.Reports.Hearts; using GanCmri.Runtime; using GanCmri.Trajectories.Motion;
            using static TorchSharp.torch;

            InputException.EndsProcess(); // bad input in one line; also finds libtorch before it is used
            using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
            HeartFiles.Make("heart", new HeartRecipe
            {
                Seed = {{recipe.Seed}}, Psi = {{Number(recipe.Psi)}}, LvAreaMm2 = {{area ?? "null"}}, SphericityIndex = {{shape ?? "null"}},
                FacPercent = {{fac ?? "null"}}, Motion = MotionKind.{{recipe.Motion}}, Frames = {{recipe.Frames}},
            }, models);

            """
        );
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
