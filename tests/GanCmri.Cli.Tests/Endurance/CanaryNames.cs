using GanCmri.Formats;
using GanCmri.Imaging.Phantom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>The made-up person of <see cref="Canary"/> in names of files and folders and in tables. Tables that come out may name her: rows
/// are known by whom they are of. Names of outputs, pictures, pages, logs and lines must not.</summary>
internal static class CanaryNames
{
    private static readonly string[] People = ["KANARIENVOGEL_ADA", Canary.Id, $"ada-kanarienvogel-{Canary.Born}", $"X{Canary.Id}Y"];

    /// <summary>Writes cines, lists and tables below a folder: "cines", "one", "list", "missing", "torn", "table.csv".</summary>
    public static void Write(string folder, string headers)
    {
        string At(params string[] names)
        {
            var path = Path.Combine([folder, .. names]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return path;
        }

        foreach (var (i, person) in People.Index())
        {
            WriteCine(At("cines", person, $"{person}_sa.nii"), i);
            File.Copy(Path.Combine(headers, "nifti", "heart.json"), At("cines", person, $"{person}_sa.json"));
            File.WriteAllBytes(At("torn", person, $"{person}.nii"), new byte[400]);
            File.WriteAllText(At("torn", $"{person}.dcm"), Canary.Name);
        }

        WriteCine(At("one", People[0], $"{People[0]}_sa.nii"), 0);
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 3), 3, Path.Combine(folder, "list"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "list"), "*.png", SearchOption.AllDirectories))
            File.Move(file, file.Replace("phantom-", People[0], StringComparison.Ordinal));
        File.WriteAllText(
            At("list", "frames.csv"),
            File.ReadAllText(At("list", "frames.csv")).Replace("phantom-", People[0], StringComparison.Ordinal)
        );
        File.WriteAllText(At("missing", People[1], "frames.csv"), $"patient,image\n{People[0]},images/{Canary.Id}.png\n");
        var lines = Enumerable
            .Range(0, 40)
            .Select(i =>
                FormattableString.Invariant(
                    $"{People[0]}{i / 2},{i * 37 % 101},{i * 31 % 97},{i % 17},{(i % 3 == 0 ? "F" : "M")},{i % 2}\n"
                )
            )
            .ToArray();
        File.WriteAllText(At("table.csv"), "subject,y,y2,x,sex,ill\n" + string.Concat(lines));
        File.WriteAllText(At("clinic.csv"), $"id,age\n{People[0]}1,50\n{People[0]}1,51\n"); // a person twice
        File.WriteAllText(At("odd.csv"), $"subject,y,x\n{People[0]},{Canary.Id},3\n{People[1]},4,{People[0]}\n{People[2]},5,6\n");
        File.WriteAllText(At("body.csv"), $"subject,weight_kg\n{People[0]},80\n{People[0]},{Canary.Born}\n");
        File.WriteAllText(At("jobs.csv"), $"id,cine,frames\na,cines/{People[0]},4\nb,one,3\n");
        File.WriteAllText(At("bad-jobs.csv"), $"id,cine,frames\na,cines/nobody/{People[0]},4\nb,torn/{People[1]},4\n");
        NpyFile.Write(At("made.npy"), NpyArray.Of([.. Enumerable.Range(0, 24 * 64 * 64).Select(i => MathF.Sin(i * .37f))], 24, 1, 64, 64));
    }

    private static void WriteCine(string path, int heart)
    {
        var frames = new PhantomPopulation(new PhantomOptions(), 2).Subject(heart).Render().Series.Frames;
        var side = frames[0].Image.Width;
        new NiftiWriter
        {
            Sizes = [side, side, 1, frames.Count],
            Value = (x, y, _, t) => (int)Math.Clamp(frames[t].Image.Pixels[y * side + x] * 8, 0, 4000),
            PixDim = [1, 2.7f, 2.7f, 8, 0.04f],
        }.Write(path);
    }
}
