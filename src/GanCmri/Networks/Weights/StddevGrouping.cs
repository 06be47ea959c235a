namespace GanCmri.Networks.Weights;

/// <summary>Which images of a batch a discriminator's minibatch standard deviation looks at together.</summary>
public enum StddevGrouping
{
    /// <summary>Groups of the size the file states; for TensorFlow pickles, which need not state it, TensorFlow's 4.</summary>
    AsTrained,

    /// <summary>The whole batch, as networks come out of NVIDIA's converter for TensorFlow pickles.</summary>
    WholeBatch,
}
