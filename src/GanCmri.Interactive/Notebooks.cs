using GanCmri.Imaging;
using GanCmri.Trajectories.Directions;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;

namespace GanCmri.Interactive;

/// <summary>How a notebook shows what GanCmri makes.</summary>
public static class Notebooks
{
    /// <summary>
    /// Registers: rows as a table with images as thumbnails, cines beating and vectors as curves; single images, cines and directions as
    /// pictures. A notebook that names the package by <c>#r "nuget:GanCmri.Interactive"</c> has called it already.
    /// </summary>
    public static void Register()
    {
        Formatter.Register<IDataView>((view, writer) => writer.Write(ViewHtml.Of(view)), HtmlFormatter.MimeType);
        Formatter.Register<GrayImage>((image, writer) => writer.Write(Pictures.Of(image)), HtmlFormatter.MimeType);
        Formatter.Register<CineSeries>((cine, writer) => writer.Write(Pictures.Of(cine)), HtmlFormatter.MimeType);
        Formatter.Register<PhenotypeDirection>((direction, writer) => writer.Write(Curves.Of(direction)), HtmlFormatter.MimeType);
    }
}
