using System.Buffers.Binary;

namespace GanCmri.Imaging.Dicom;

/// <summary>Where and how a file holds its uncompressed grey pixels (PS3.5 section 8, PS3.3 C.7.6.3 and C.11.1).</summary>
internal sealed class DicomPixels
{
    private const long MostBytes = 1L << 30;
    private readonly int _rows,
        _columns,
        _frames,
        _allocated,
        _stored,
        _shift;
    private readonly bool _signed,
        _inverted;
    private readonly double _slope,
        _intercept;

    /// <exception cref="DicomFormatException">Colour, an unusual depth, or fewer bytes than the header asks for.</exception>
    public DicomPixels(DicomElements e, int rows, int columns, int frames, long fileBytes)
    {
        (At, _rows, _columns, _frames) = (e.PixelsAt!.Value, rows, columns, frames);
        _allocated = e.U16(DicomTag.BitsAllocated) ?? 16;
        _stored = e.U16(DicomTag.BitsStored) ?? _allocated;
        _shift = (e.U16(DicomTag.HighBit) ?? _stored - 1) + 1 - _stored;
        _signed = e.U16(DicomTag.PixelRepresentation) == 1;
        (_slope, _intercept) = (e.Number(DicomTag.RescaleSlope) ?? 1, e.Number(DicomTag.RescaleIntercept) ?? 0);
        var photometric = e.Text(DicomTag.Photometric) ?? "MONOCHROME2";
        _inverted = photometric == "MONOCHROME1";
        if ((e.U16(DicomTag.SamplesPerPixel) ?? 1) != 1 || photometric is not ("MONOCHROME1" or "MONOCHROME2"))
            throw new DicomFormatException("grey pixels (MONOCHROME1 or MONOCHROME2)", "colour", "leave the file out")
            {
                Kind = "in colour (a screenshot or report)",
            };
        if (_allocated is not (8 or 16) || _stored < 1 || _shift < 0 || _stored + _shift > _allocated)
        {
            throw new DicomFormatException("8 or 16 bits a pixel", $"{_allocated} allocated, {_stored} stored", "convert the file")
            {
                Kind = "with other than 8 or 16 bits a pixel",
            };
        }

        if (Bytes > MostBytes)
            throw new DicomFormatException("at most 1 GiB of pixels", $"{Bytes} bytes", "split the file") { Kind = "of more than 1 GiB" };
        var there = Math.Min(e.PixelsLength, fileBytes - At);
        if (there < Bytes)
            throw DicomFormatException.Truncated($"{Bytes} bytes of pixels", $"{there}");
    }

    /// <summary>Where the first pixel lies in the file.</summary>
    public int At { get; }

    /// <summary>The length of all frames.</summary>
    public long Bytes => (long)_rows * _columns * _frames * (_allocated / 8);

    /// <summary>One frame in the unit that the rescale attributes give; MONOCHROME1 is inverted, so that bright is high.</summary>
    /// <param name="bytes">The file from <see cref="At"/> on.</param>
    /// <param name="index">From 0.</param>
    public GrayImage Frame(byte[] bytes, int index)
    {
        var count = _rows * _columns;
        var source = bytes.AsSpan(index * count * (_allocated / 8), count * (_allocated / 8));
        var pixels = new float[count];
        for (var i = 0; i < count; i++)
        {
            var raw = _allocated == 8 ? source[i] : BinaryPrimitives.ReadUInt16LittleEndian(source[(2 * i)..]);
            pixels[i] = (float)(_slope * Value(raw) + _intercept);
        }

        return new GrayImage(_rows, _columns, pixels);
    }

    private int Value(int raw)
    {
        var value = raw >> _shift & (1 << _stored) - 1;
        if (_signed && value >> _stored - 1 != 0)
            value -= 1 << _stored;
        return !_inverted ? value
            : _signed ? -1 - value
            : (1 << _stored) - 1 - value;
    }
}
