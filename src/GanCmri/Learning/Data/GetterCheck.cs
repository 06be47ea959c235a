using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>The checks every row makes before it hands out a getter.</summary>
internal static class GetterCheck
{
    /// <summary>The getter, if the column is active and holds <typeparamref name="TValue"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not or does not.</exception>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column, bool active)
    {
        if (!active)
            throw new InvalidOperationException($"column '{column.Name}' was not asked for when the cursor was opened");
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"column '{column.Name}' holds {column.Type.RawType.Name}, not {typeof(TValue).Name}");
    }
}
