using GanCmri.Formats;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Saving;

/// <summary>Puts the real components in the place of their carriers, wherever in a chain they are.</summary>
internal static class ModelRestorer
{
    /// <summary>Loads a model and restores it.</summary>
    public static ITransformer Load(RestoreContext context, out DataViewSchema? inputSchema)
    {
        if (!File.Exists(context.ModelPath))
            throw new InputException(
                context.ModelPath,
                "a model saved by mlContext.Model.Save",
                InputFile.Instead(context.ModelPath),
                "check the path"
            );
        try
        {
            return Restore(context.Gan.ML.Model.Load(context.ModelPath, out inputSchema), context);
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            // ML.NET throws whatever the damage leads to, often from within reflection.
            throw new InputException(
                context.ModelPath,
                "a model saved by mlContext.Model.Save",
                $"a file it cannot load ({e.GetBaseException().Message.ReplaceLineEndings(" ")})",
                "save the model again",
                e
            );
        }
    }

    private static ITransformer Restore(ITransformer loaded, RestoreContext context)
    {
        if (ModelCarrier.Read(loaded) is { } state)
            return ComponentState.Read(state, context);
        if (loaded is not TransformerChain<ITransformer> chain)
            return loaded;
        var restored = new List<ITransformer>();
        try
        {
            foreach (var part in chain)
                restored.Add(Restore(part, context));
        }
        catch
        {
            foreach (var part in restored.OfType<IDisposable>())
                part.Dispose();
            throw;
        }

        return new TransformerChain<ITransformer>([.. restored]);
    }
}
