using GanCmri.Runtime;

namespace GanCmri.Learning.Saving;

/// <summary>Looks for weights by what they hold, whatever they are called by now.</summary>
internal static class WeightsByContent
{
    private static readonly EnumerationOptions Shallow = new() { IgnoreInaccessible = true };

    /// <summary>
    /// The full path of a file of the same content: in the folder asked for, beside the model, beside the program or among the shipped
    /// models; null if there is none.
    /// </summary>
    /// <param name="sha256">What to find, lower-case hexadecimal.</param>
    /// <param name="extension">What its name ends with, so that only weights are read.</param>
    /// <param name="context">Where the model is.</param>
    public static string? Find(string sha256, string extension, RestoreContext context)
    {
        string?[] folders = [context.WeightsFolder, Path.GetDirectoryName(Path.GetFullPath(context.ModelPath)), AppContext.BaseDirectory];
        return folders
            .Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f!, "*" + extension, Shallow))
            .Concat(ShippedModels.Files("*" + extension))
            .Select(Path.GetFullPath)
            .FirstOrDefault(f => Holds(f, sha256));
    }

    private static bool Holds(string path, string sha256)
    {
        try
        {
            return WeightsReference.Hash(path) == sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // somebody else's file
        }
    }
}
