using GanCmri.Formats;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

public sealed class TrainedLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TheSameZ_IsTheSameLabel_AndAllComeAsOftenAsShown()
    {
        var labels = new TrainedLabels(Columns, Shown);
        using var scope = NewDisposeScope();
        var z = randn([4000, 6], generator: Seed.Torch(1, "z", 0));
        var drawn = labels.Of(z);
        Assert.Equal(drawn.Numbers(), labels.Of(z).Numbers());
        Assert.Equal(labels.Of(z[7].unsqueeze(0)).Numbers(), drawn[7].Numbers());
        Assert.Equal(0.75, drawn[TensorIndex.Colon, 0].mean().item<float>(), 0.03); // three of four are ED; four standard errors
        Assert.Equal(0.375, drawn[TensorIndex.Colon, 3].mean().item<float>(), 0.025); // mean place
    }

    [Fact]
    public void Of_WhatIsAsked_ReplacesTheValueDrawn_WhereTheNetworkKnowsIt()
    {
        var labels = new TrainedLabels(Columns, Shown);
        using var scope = NewDisposeScope();
        var z = randn([50, 6], generator: Seed.Torch(1, "z", 0));
        var asked = labels.Of(z, new LabelValue("phase", "ES"), LabelValue.Position(0.3), new LabelValue("source", "north"));
        Assert.All(asked.unbind(0), c => Assert.Equal([0, 1, 0.7f, 0.3f], c.Numbers()));
        Assert.Equal(labels.Of(z).Numbers(), labels.Of(z, new LabelValue("phase", "diastasis")).Numbers());
        Assert.True(labels.Knows(LabelValue.EndDiastole) && labels.Knows(LabelValue.Position(1)));
        Assert.False(labels.Knows(LabelValue.Position(2)) || labels.Knows(new LabelValue("source", "north")));
    }

    [Fact]
    public void Map_OfAFileThatTellsItsLabels_IsTheConditionalNetworkAtTheLabelOfEachZ()
    {
        using var generator = Loaded(new NetworkNotes { Labels = Columns, ShownLabels = Shown });
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = randn([5, 6], generator: Seed.Torch(1, "z", 0));
        var expected = generator.Mapping.Forward(z, new TrainedLabels(Columns, Shown).Of(z));
        Assert.Equal(expected.Numbers(), generator.Map(z).Numbers());
        Assert.Equal(expected[3, 0].Numbers(), generator.Map(z[3].unsqueeze(0))[0, 0].Numbers(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Map_APsiBelow1_DrawsToTheMeanOfTheLabel()
    {
        using var generator = Loaded(new NetworkNotes { Labels = Columns, ShownLabels = Shown });
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = randn([3000, 6], generator: Seed.Torch(1, "z", 0));
        LabelValue[] asked = [new LabelValue("phase", "ES"), LabelValue.Position(1)];
        var mean = generator.Map(z, asked: asked)[TensorIndex.Colon, 0].mean([0]).Numbers();
        var zero = generator.Map(z.narrow(0, 0, 2), psi: 0, asked: asked);
        Assert.Equal(mean, zero[1, 0].Numbers(), (a, b) => Math.Abs(a - b) < 0.1);
        var half = generator.Map(z.narrow(0, 0, 2), 0.5, 1, asked);
        var whole = generator.Map(z.narrow(0, 0, 2), asked: asked);
        Assert.Equal(whole[1, 1].Numbers(), half[1, 1].Numbers());
        Assert.Equal(zero[1, 0].Plus(whole[1, 0]).Times(0.5).Numbers(), half[1, 0].Numbers(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Map_OfAFileThatDoesNotTell_IsRefused_AndToldHowToGoOn()
    {
        using var generator = Loaded(new NetworkNotes { Labels = Columns });
        var error = Assert.Throws<InputException>(() => generator.Map(zeros(1, 6)));
        Assert.Contains("import FILE --class", error.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => WStatistics.Sample(generator, 10));
    }

    [Fact]
    public void LoadGenerator_ShownLabelsThatAreNotOfTheColumns_AreRefused() =>
        Assert.Throws<InputException>(() =>
            Loaded(
                new NetworkNotes
                {
                    Labels = Columns,
                    ShownLabels =
                    [
                        ["ED"],
                    ],
                }
            )
        );

    [Theory]
    [InlineData("labels", "[null]")]
    [InlineData("labels", """[{"Name":"phase","Values":null,"Continuous":false}]""")]
    [InlineData("labels", """[{"Name":"place","Values":["0","x","y","z"],"Continuous":true}]""")]
    [InlineData("shown_labels", "[null]")]
    [InlineData("shown_labels", "[[null,null]]")]
    public void LoadGenerator_LabelsThatAreBroken_AreLeftOut(string entry, string text)
    {
        using (Loaded(new NetworkNotes { Labels = Columns, ShownLabels = Shown })) { }
        using (var file = SafetensorsFile.Open(_folder.File("c.safetensors")))
        {
            var metadata = new Dictionary<string, string>(file.Metadata) { [entry] = text };
            SafetensorsTensor[] tensors =
            [
                .. file.InFileOrder().Select(t => new SafetensorsTensor(t.Name, t.Type, t.Shape, () => file.Bytes(t.Name).ToArray())),
            ];
            SafetensorsFile.Write(_folder.File("d.safetensors"), tensors, metadata);
        }

        Assert.NotNull(NetworkFile.Describe(_folder.File("d.safetensors")).Notes);
        using var generator = NetworkFile.LoadGenerator(_folder.File("d.safetensors"));
        Assert.Throws<InputException>(() => generator.Map(zeros(1, 6)));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Shown { get; } =
    [
        ["ED", "0"],
        ["ED", "0.25"],
        ["ED", "0.25"],
        ["ES", "1"],
    ];

    private static LabelColumn[] Columns { get; } = [new("phase", ["ED", "ES"]), new("position", ["0", "1"], Continuous: true)];

    private StyleGan2Generator Loaded(NetworkNotes notes)
    {
        var options = new GeneratorOptions
        {
            Resolution = 8,
            ZDim = 6,
            WDim = 5,
            CDim = 4,
            MappingLayers = 2,
            ChannelBase = 32,
            ChannelMax = 8,
        };
        using (var made = new StyleGan2Generator(options, Seed.Torch(1, "g", 0)))
            NetworkFile.Save(_folder.File("c.safetensors"), made, notes);
        return NetworkFile.LoadGenerator(_folder.File("c.safetensors"));
    }
}
