using GanCmri.Formats;
using GanCmri.Imaging.Phantom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Endurance;

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

    /// <summary>Commands of every verb that takes a person's files; their outputs go below a folder.</summary>
    public static IEnumerable<string[]> Commands(string input, string models, string output)
    {
        string In(string name) => Path.Combine(input, name);
        string Out(string name) => Path.Combine(output, name);
        string[] Model(string option) => [option, Path.Combine(models, "segmenter.safetensors")];
        string[] measured = ["--cines", "--subjects", "--segments"];
        foreach (var data in new[] { "cines", "missing", "torn" })
        {
            yield return
            [
                "measure",
                "--data",
                In(data),
                "--out",
                Out($"{data}/frames.csv"),
                "--masks",
                Out($"{data}/masks"),
                .. measured.SelectMany(o => new[] { o, Out($"{data}/{o[2..]}.csv") }),
                "--labels",
                .. Model("--model"),
            ];
            foreach (var side in new[] { "16", "64" })
                yield return ["dataset", "--data", In(data), "--out", Out($"{data}/store{side}"), "--resolution", side];
            var store = data == "cines" ? Out("cines/store16") : In(data);
            yield return
            [
                "project",
                "--network",
                Path.Combine(models, "generator.safetensors"),
                "--data",
                store,
                "--out",
                Out($"{data}/latents.csv"),
                "--steps",
                "2",
            ];
            yield return
            [
                "whatif",
                "--data",
                In(data == "cines" ? "one" : data),
                "--out",
                Out($"{data}/whatif"),
                "--area",
                "5",
                "--models",
                models,
                .. Model("--segmenter"),
            ];
            yield return
            [
                "reader-study",
                "make",
                "--real",
                In(data),
                "--synthetic",
                In("made.npy"),
                "--items",
                "2",
                "--out",
                Out($"{data}/study.html"),
                "--key",
                Out($"{data}/key.csv"),
            ];
            yield return ["train", Out($"{data}/run"), "--data", store, "--kimg", "0.004", "--batch", "4"];
            yield return
            [
                "encoder",
                "--network",
                Path.Combine(models, "generator.safetensors"),
                "--data",
                store,
                "--out",
                Out("e"),
                "--steps",
                "2",
            ];
            yield return
            [
                "evaluate",
                "--real",
                In(data),
                "--synthetic",
                In("made.npy"),
                "--out",
                Out($"{data}/e.csv"),
                .. Model("--model"),
            ];
            yield return
            [
                "audit",
                "--train",
                Out("cines/store64"),
                "--holdout",
                In(data == "cines" ? "list" : data),
                "--synthetic",
                In("made.npy"),
                "--out",
                Out($"{data}/audit"),
            ];
        }

        yield return ["measure", "--data", Out("cines/store16"), "--out", Out("m.csv"), .. Model("--model")];
        yield return ["measure", "--data", In("list"), "--out", Out("l.csv"), "--labels", .. Model("--model")];
        yield return
        [
            "measure",
            "--data",
            In("one"),
            "--out",
            Out("b.csv"),
            "--subjects",
            Out("s.csv"),
            "--body",
            In("body.csv"),
            .. Model("--model"),
        ];
        foreach (var data in new[] { "list", "missing", "torn" })
            yield return ["segmenter", "evaluate", "--data", In(data), "--out", Out($"segmenter/{data}.csv"), .. Model("--model")];
        yield return
        [
            "segmenter",
            "train",
            "--data",
            In("list"),
            "--start",
            Model("")[1],
            "--steps",
            "0",
            "--finder-steps",
            "0",
            "--out",
            Out("segmenter/s.safetensors"),
        ];
        foreach (var jobs in new[] { "jobs", "bad-jobs" })
            yield return ["report", In(jobs + ".csv"), "--out", Out(jobs), "--models", models, .. Model("--segmenter")];
        yield return
        [
            "superres",
            "--network",
            Path.Combine(models, "generator.safetensors"),
            "--latents",
            Out("cines/latents.csv"),
            "--out",
            Out("superres"),
        ];
        foreach (var kind in new[] { "ed-to-es", "frame-to-frame", "periodic" })
            yield return
            [
                "trajectory",
                "fit",
                "--latents",
                Out("cines/latents.csv"),
                "--kind",
                kind,
                "--components",
                "3",
                "--out",
                Out($"motion/{kind}.json"),
            ];
        yield return
        [
            "direction",
            "fit",
            "--latents",
            Out("cines/latents.csv"),
            "--phenotypes",
            Out("m.csv"),
            "--column",
            "lv_area_mm2",
            "--frames",
            "all",
            "--out",
            Out("direction.json"),
        ];
        foreach (var table in new[] { "table", "odd" })
        {
            yield return
            [
                "associate",
                In(table + ".csv"),
                "--outcome",
                table == "table" ? "y,y2" : "y",
                "--exposure",
                "x",
                "--out",
                Out($"{table}/results.csv"),
                "--plots",
                Out($"{table}/plots"),
                "--html",
                Out($"{table}/page.html"),
                .. table == "table" ? ["--cluster", "subject"] : Array.Empty<string>(),
            ];
            yield return ["match", In(table + ".csv"), "--case-column", "ill", "--on", "sex", "--out", Out($"{table}/matched.csv")];
            yield return
            [
                "agree",
                In(table + ".csv"),
                "--columns",
                table == "table" ? "y,y2" : "y,x",
                "--out",
                Out($"{table}/agreement.csv"),
                "--plots",
                Out($"{table}/agreement"),
            ];
        }

        yield return
        [
            "associate",
            In("table.csv"),
            "--join",
            In("clinic.csv"),
            "--on",
            "subject=id",
            "--outcome",
            "y",
            "--exposure",
            "age",
            "--out",
            Out("joined.csv"),
        ];
        File.Copy(Out("table/results.csv"), Out("other.csv"));
        yield return ["meta", Out("table/results.csv"), Out("other.csv"), "--out", Out("meta.csv")];
        foreach (var shard in new[] { "0/2", "1/2" })
            yield return
            [
                "measure",
                "--data",
                In("cines"),
                "--out",
                Out("shards/frames.csv"),
                "--masks",
                Out("shards/masks"),
                .. Model("--model"),
                "--shard",
                shard,
            ];
        yield return ["gather", Out("shards/frames.csv")];
    }
}
