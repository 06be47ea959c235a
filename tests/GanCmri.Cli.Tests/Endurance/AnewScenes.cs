using GanCmri.Formats;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>The long verbs that begin again after a kill.</summary>
internal static class AnewScenes
{
    private const int Width = 8,
        Cines = 12,
        Frames = 4;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Verbs { get; } = ["generate", "stack", "superres", "encoder", "segmenter", "reader-study"];

    /// <summary>Writes a verb's inputs into a folder.</summary>
    public static Scene Of(string verb, string folder)
    {
        string At(string name) => Path.Combine(folder, name);
        Scene Running(Func<string, string> command) => new(verb, output => command(output).Split('|', StringSplitOptions.TrimEntries));
        Scenes.WriteModels(At("models"));
        var network = At("models/generator.safetensors");
        switch (verb)
        {
            case "generate":
                return Running(o => $"generate|--network|{network}|--seeds|0-29|--outdir|{o}/pictures|--out|{o}/all.npy");
            case "stack":
                WriteStack(At("models/stack.json"));
                return Running(o =>
                    $"stack|--seeds|0-7|--slices|4|--frames|3|--trajectory|ed-to-es|--out|{o}/hearts|--models|{At("models")}"
                    + $"|--segmenter|{At("models/segmenter.safetensors")}"
                );
            case "superres":
                WriteLatents(At("latents.csv"));
                return Running(o => $"superres|--network|{network}|--latents|{At("latents.csv")}|--out|{o}/cines");
            case "encoder":
                Scenes.WriteStore(At("store"));
                return Running(o => $"encoder|--network|{network}|--data|{At("store")}|--steps|4|--out|{o}/encoder.safetensors");
            case "segmenter":
                Scenes.WritePictures(At("pictures"));
                return Running(o => $"segmenter|train|--data|{At("pictures")}|--steps|1|--finder-steps|1|--out|{o}/segmenter.safetensors");
            case "reader-study":
                Scenes.WritePictures(At("pictures"));
                NpyFile.Write(
                    At("made.npy"),
                    NpyArray.Of([.. Enumerable.Range(0, 24 * 64 * 64).Select(i => MathF.Sin(i * .37f))], 24, 1, 64, 64)
                );
                return Running(o =>
                    $"reader-study|make|--real|{At("pictures")}|--synthetic|{At("made.npy")}|--items|8|--out|{o}/study.html"
                    + $"|--key|{o}/key.csv"
                );
            default:
                throw new ArgumentException($"'{verb}' is none of {string.Join(", ", Scenes.All)}");
        }
    }

    private static void WriteStack(string path)
    {
        var way = new StackTrajectory(
            [
                [.. Enumerable.Range(0, Width).Select(i => .1f * i)],
            ],
            new SlicePlace(new float[Width], .5, new float[Width], 1)
        );
        new StackFile(way, 1, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(path);
    }

    private static void WriteLatents(string path) =>
        File.WriteAllText(
            path,
            $"subject,series,slice,frame,{string.Join(',', Enumerable.Range(0, Width).Select(i => $"w{i}"))}\n"
                + string.Concat(
                    Enumerable
                        .Range(0, Cines * Frames)
                        .Select(i =>
                            FormattableString.Invariant($"S{i / Frames},C{i / Frames},0,{i % Frames},")
                            + string.Join(',', Enumerable.Range(0, Width).Select(k => FormattableString.Invariant($"{Math.Sin(i + k):F4}")))
                            + "\n"
                        )
                )
        );
}
