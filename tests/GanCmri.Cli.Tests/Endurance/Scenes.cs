using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>The verbs that go on where they stopped; small networks with random weights.</summary>
internal static class Scenes
{
    private const string Spec = """
        phenotypes:
          lv_area_mm2: { distribution: normal, mean: 7000, sd: 300, min: 1000, max: 10000 }
          sphericity_index: { distribution: normal, mean: 0.8, sd: 0.02, min: 0.3, max: 0.98 }
        covariates:
          age: { unit: years, mean: 50, sd: 10, min: 18, max: 90, effects: { lv_area_mm2: 5 } }
        trajectory: ed-to-es
        frames: 4
        """;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Verbs { get; } =
    ["train", "project", "cohort", "cohort-latents", "report", "measure", "dataset", "shard", "gather"];

    /// <summary>These and those that begin again.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Verbs, .. AnewScenes.Verbs];

    /// <summary>Writes a verb's inputs into a folder.</summary>
    public static Scene Of(string verb, string folder)
    {
        string At(string name) => Path.Combine(folder, name);
        Directory.CreateDirectory(folder);
        switch (verb)
        {
            case "train":
                WriteStore(At("store"));
                return new Scene(
                    verb,
                    output =>
                        [
                            "train",
                            output,
                            "--data",
                            At("store"),
                            "--kimg",
                            "0.24",
                            "--tick",
                            "0.02",
                            "--batch",
                            "4",
                            "--cbase",
                            "64",
                            "--cmax",
                            "8",
                            "--latent",
                            "8",
                            "--vary",
                            "1",
                        ]
                );
            case "project":
                WriteStore(At("store"));
                WriteModels(At("models"));
                return new Scene(
                    verb,
                    output =>
                        [
                            "project",
                            "--network",
                            new ModelFolder(At("models")).Generator,
                            "--data",
                            At("store"),
                            "--out",
                            Path.Combine(output, "latents.npy"),
                            "--steps",
                            "5",
                            "--batch",
                            "2",
                        ]
                );
            case "cohort":
            case "cohort-latents": // of three parts, but without images
                WriteModels(At("models"));
                File.WriteAllText(At("spec.yaml"), Spec);
                return new Scene(
                    verb,
                    output =>
                        [
                            "cohort",
                            "--n",
                            verb == "cohort" ? "12" : "40000",
                            "--spec",
                            At("spec.yaml"),
                            "--out",
                            output,
                            verb == "cohort" ? "--images" : "--latents-only",
                            "--models",
                            At("models"),
                            "--segmenter",
                            At("models/segmenter.safetensors"),
                            "--judge",
                            At("models/segmenter.safetensors"),
                        ]
                );
            case "report":
                WriteModels(At("models"));
                File.WriteAllText(
                    At("jobs.csv"),
                    "id,seed,lv_area,trajectory,frames\n"
                        + string.Concat(
                            Enumerable
                                .Range(0, 12)
                                .Select(i => FormattableString.Invariant($"j{i},{i},{(i % 9 == 1 ? "+3%" : "")},ed-to-es,{2 + i % 3}\n"))
                        )
                );
                return new Scene(
                    verb,
                    output =>
                        [
                            "report",
                            At("jobs.csv"),
                            "--out",
                            output,
                            "--models",
                            At("models"),
                            "--segmenter",
                            At("models/segmenter.safetensors"),
                            "--judge",
                            At("models/segmenter.safetensors"),
                        ]
                );
            case "measure":
                WriteModels(At("models"));
                WritePictures(At("pictures"));
                return new Scene(verb, Measuring);
            case "shard":
                WriteModels(At("models"));
                WritePictures(At("pictures"));
                return new Scene(verb, output => [.. Measuring(output), "--shard", "0/1"]);
            case "gather":
                WriteModels(At("models"));
                WritePictures(At("pictures"));
                return new Scene(verb, output => ["gather", Path.Combine(output, "frames.csv")]) { Prepare = Shards };
            case "dataset":
                WritePictures(At("pictures"));
                return new Scene(
                    verb,
                    output => ["dataset", "--data", At("pictures"), "--out", output, "--resolution", "32", "--keep-ids"]
                );
            default:
                return AnewScenes.Of(verb, folder);
        }

        string[] Measuring(string output) =>
            [
                "measure",
                "--data",
                At("pictures"),
                "--out",
                Path.Combine(output, "frames.csv"),
                "--masks",
                Path.Combine(output, "masks"),
                "--cines",
                Path.Combine(output, "cines.csv"),
                "--subjects",
                Path.Combine(output, "subjects.csv"),
                "--segmenter",
                At("models/segmenter.safetensors"),
            ];

        // Made once, then copied: all outputs of a scene bear one name.
        void Shards(string output)
        {
            var (made, given) = (At("frames.csv.shards"), Path.Combine(output, "frames.csv.shards"));
            if (Directory.Exists(made))
            {
                Copy(made, given);
                return;
            }

            foreach (var shard in new[] { "0/2", "1/2" })
                Gancmri.Run([.. Measuring(output), "--shard", shard]);
            Copy(given, made);
        }

        // Not moved: the output may lie on another file system.
        static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>Writes a generator with random weights, a segmenter and a trajectory.</summary>
    public static void WriteModels(string folder)
    {
        var place = new ModelFolder(Directory.CreateDirectory(folder).FullName);
        using var models = PlantedModels.Make();
        NetworkFile.Save(place.Generator, models.Generator);
        using var judge = new Discriminator(
            new DiscriminatorOptions
            {
                Resolution = 16,
                ChannelBase = 128,
                ChannelMax = 8,
            }
        );
        NetworkFile.Save(place.Discriminator, judge);
        models.Segmenter.Save(Path.Combine(folder, "segmenter.safetensors"), new Dictionary<string, string>());
        new TrajectoryFile(models.EdToEs, models.EdToEs, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            place.EdToEs
        );
    }

    /// <summary>Writes a frame store of three made-up subjects.</summary>
    public static void WriteStore(string folder)
    {
        using var writer = new FrameStoreWriter(folder, 16);
        var random = new Random(1);
        for (var i = 0; i < 24; i++)
        {
            var pixels = Enumerable.Range(0, 16 * 16).Select(_ => random.NextSingle() * 2 - 1).ToArray();
            writer.Add(
                new GrayImage(16, 16, pixels),
                new FrameRow
                {
                    Subject = $"S{i / 8:000}",
                    Series = $"S{i / 8:000}-{i / 2:00}",
                    Frame = i % 2,
                }
            );
        }

        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 16,
                FieldMm = 175,
                AssumedPixelMm = 1.37,
                Validation = 0,
                Seed = 1,
            },
            row => row
        );
    }

    /// <summary>Writes pictures of three made-up hearts with a frames.csv.</summary>
    public static void WritePictures(string folder) => PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 3, folder);
}
