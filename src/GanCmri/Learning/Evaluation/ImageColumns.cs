using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Evaluation;

/// <summary>Rows of images with their subjects, checked when they are named and read when they are needed.</summary>
internal sealed class ImageColumns
{
    private readonly IDataView _data;
    private readonly string _image;
    private readonly string _subject;

    /// <summary>Checks the columns.</summary>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public ImageColumns(IDataView data, string image, string subject)
    {
        var type = (VectorDataViewType)new InputColumn(image, "image", 1, 0, 0).Check(data.Schema).Type;
        InputColumn.TextOf(subject, "pseudonym of the subject").Check(data.Schema);
        (_data, _image, _subject) = (data, image, subject);
        (Height, Width) = (type.Dimensions[^2], type.Dimensions[^1]);
    }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Reads all images.</summary>
    /// <exception cref="InputException">There are too few subjects.</exception>
    public FrameSet Read(int minimumSubjects, CancellationToken cancellation)
    {
        var images = ColumnReader.Read(_data, cancellation, _image)[0];
        var subjects = ColumnReader.ReadText(_data, _subject);
        var found = subjects.Distinct().Count();
        if (found < minimumSubjects)
            throw new InputException(
                $"column '{_subject}'",
                $"images of at least {minimumSubjects} subjects",
                $"{found}",
                "give images of more subjects"
            );
        return new FrameSet([.. images.Select(i => new GrayImage(Height, Width, i))], subjects);
    }
}
