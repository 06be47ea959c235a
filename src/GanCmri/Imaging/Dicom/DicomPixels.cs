using System.Buffers.Binary;

namespace GanCmri.Imaging.Dicom;

/// <summary>Turns uncompressed grey pixel data into images (PS3.5 section 8, PS3.3 C.7.6.3 and C.11.1).</summary>
internal sealed class DicomPixels
{
    private readonly byte[] _bytes;
    private readonly int _at, _rows, _columns, _allocated, _stored, _shift;
    private readonly bool _signed, _inverted;
    private readonly double _slope, _intercept;

    /// <exception cref="DicomFormatException">Colour, an unusual depth, or fewer bytes than the header asks for.</exception>
    public DicomPixels(byte[] bytes, DicomElements e, DicomHeader header)
    {
        (_bytes, _at, _rows, _columns) = (bytes, e.PixelsAt!.Value, header.Rows, header.Columns);
        _allocated = e.U16(DicomTag.BitsAllocated) ?? 16;
        _stored = e.U16(DicomTag.BitsStored) ?? _allocated;
        _shift = (e.U16(DicomTag.HighBit) ?? _stored - 1) + 1 - _stored;
        _signed = e.U16(DicomTag.PixelRepresentation) == 1;
        (_slope, _intercept) = (e.Number(DicomTag.RescaleSlope) ?? 1, e.Number(DicomTag.RescaleIntercept) ?? 0);
        var photometric = e.Text(DicomTag.Photometric) ?? "MONOCHROME2";
        _inverted = photometric == "MONOCHROME1";
        if ((e.U16(DicomTag.SamplesPerPixel) ?? 1) != 1 || photometric is not ("MONOCHROME1" or "MONOCHROME2"))
            throw new DicomFormatException("grey pixels (MONOCHROME1 or MONOCHROME2)", "colour", "leave the file out");
        if (_allocated is not (8 or 16) || _stored < 1 || _shift < 0 || _stored + _shift > _allocated)
            throw new DicomFormatException("8 or 16 bits a pixel", $"{_allocated} allocated, {_stored} stored", "convert the file");
        var needed = (long)_rows * _columns * header.Frames * (_allocated / 8);
        var there = Math.Min(e.PixelsLength, (long)bytes.Length - _at);
        if (there < needed) throw new DicomFormatException($"{needed} bytes of pixels", $"{there}", "copy the file again");
    }

    /// <summary>One frame in the unit that the rescale attributes give; MONOCHROME1 is inverted, so that bright is high.</summary>
    public GrayImage Frame(int index)
    {
        var count = _rows * _columns;
        var source = _bytes.AsSpan(_at + index * count * (_allocated / 8), count * (_allocated / 8));
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
        if (_signed && value >> _stored - 1 != 0) value -= 1 << _stored;
        return !_inverted ? value : _signed ? -1 - value : (1 << _stored) - 1 - value;
    }
}
