namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Every verb that takes a person's files, run on those of <see cref="CanaryNames"/>.</summary>
internal static class CanaryCommands
{
    /// <summary>Commands of every verb that takes a person's files; their outputs go below a folder.</summary>
    public static IEnumerable<string[]> Of(string input, string models, string output)
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
                .. Model("--segmenter"),
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
                .. Model("--segmenter"),
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

        yield return ["measure", "--data", Out("cines/store16"), "--out", Out("m.csv"), .. Model("--segmenter")];
        yield return ["measure", "--data", In("list"), "--out", Out("l.csv"), "--masks", Out("lm"), "--labels", .. Model("--segmenter")];
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
            .. Model("--segmenter"),
        ];
        foreach (var data in new[] { "list", "missing", "torn" })
            yield return ["segmenter", "evaluate", "--data", In(data), "--out", Out($"segmenter/{data}.csv"), .. Model("--segmenter")];
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
            // Two rows of a person of one sex are refused; of two x they are not.
            foreach (var on in new[] { "sex", "x" })
                yield return ["match", In(table + ".csv"), "--case-column", "ill", "--on", on, "--out", Out($"{table}/matched-{on}.csv")];
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
                .. Model("--segmenter"),
                "--shard",
                shard,
            ];
        yield return ["gather", Out("shards/frames.csv")];
    }
}
