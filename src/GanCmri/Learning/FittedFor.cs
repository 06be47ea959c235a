using Microsoft.ML;

namespace GanCmri.Learning;

/// <summary>Checks of a fitted step against the rows it was fitted on.</summary>
internal static class FittedFor
{
    /// <summary>The transformer, if the rows' columns have the sizes that it turned out to need; otherwise it is disposed.</summary>
    /// <exception cref="Runtime.InputException">A column has another size.</exception>
    public static T Columns<T>(T transformer, IDataView input)
        where T : GanTransformer
    {
        try
        {
            foreach (var column in transformer.Inputs)
                column.Check(input.Schema);
            return transformer;
        }
        catch
        {
            transformer.Dispose();
            throw;
        }
    }
}
