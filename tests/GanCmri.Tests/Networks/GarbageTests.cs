using GanCmri.Networks;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

public class GarbageTests
{
    [Fact]
    public void Forward_WhileAnotherThreadCollects_GivesTheSameImages()
    {
        using var random = new TorchSharp.torch.Generator(1, CPU);
        using var generator = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 16,
                ChannelBase = 64,
                ChannelMax = 8,
                ZDim = 16,
                WDim = 16,
                MappingLayers = 2,
            },
            random
        );
        using var z = randn([2, 16], generator: random);
        using var noGrad = no_grad();
        using var expected = generator.Forward(z, psi: 0.7);
        var done = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
                GC.Collect(0);
        });
        collector.Start();
        try
        {
            for (var i = 0; i < 25; i++)
            {
                using var scope = NewDisposeScope();
                Assert.Equal(Tensors.Values(expected), Tensors.Values(generator.Forward(z, psi: 0.7)));
            }
        }
        finally
        {
            Volatile.Write(ref done, true);
            collector.Join();
        }
    }
}
