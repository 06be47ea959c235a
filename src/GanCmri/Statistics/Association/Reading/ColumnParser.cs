using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using nietras.SeparatedValues;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>
/// Turns the cells of one column into numbers or codes of levels. What a column is, its first block with known cells decides by majority,
/// unless it is given; a cell of the other kind after or before is an error, never a missing value.
/// </summary>
internal sealed class ColumnParser(string name, string file, ColumnKind given, MissingMarks missing)
{
    private const int MostNamed = 3;

    private readonly Dictionary<string, int> _codes = [];
    private readonly List<string> _odd = [];
    private List<string> _levels = [];
    private Dictionary<string, long> _marks = [];
    private string?[] _undecided = [];
    private double[] _values = [];
    private readonly bool _given = given != ColumnKind.Unknown;
    private ColumnKind _kind = given;
    private long _unreadable;
    private long _odds;
    private bool _separators;

    /// <summary>Starts a block.</summary>
    public void Begin(int capacity)
    {
        _values = new double[capacity];
        _undecided = _kind == ColumnKind.Unknown ? new string?[capacity] : [];
    }

    /// <summary>Takes a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="at">Its row in the block.</param>
    /// <param name="row">Its row in the table, from 1, for messages.</param>
    public void Add(SepReader.Col cell, int at, long row)
    {
        if (_kind != ColumnKind.Number || missing.MayBeNumbers || !TryNumber(cell, out _values[at]))
            Add(cell.Span, at, row);
    }

    /// <summary>Takes a cell of text; nothing is missing.</summary>
    public void Add(ReadOnlySpan<char> cell, int at, long row)
    {
        var text = cell.Trim();
        if (missing.Has(text))
        {
            _values[at] = double.NaN;
            if (_kind == ColumnKind.Text)
                Count(text);
            else if (_kind == ColumnKind.Unknown && !text.IsEmpty)
                _undecided[at] = text.ToString();
        }
        else if (_kind == ColumnKind.Unknown)
            _undecided[at] = text.ToString();
        else if (_kind == ColumnKind.Text)
            _values[at] = Label(text, row);
        else if (!NumberCell.TryParse(text, out _values[at]))
            _values[at] = Unreadable(text, row);
    }

    /// <summary>Takes a cell of a column of numbers; NaN is missing.</summary>
    public void Add(double value, int at, long row)
    {
        if (_kind == ColumnKind.Unknown)
            _kind = ColumnKind.Number;
        _values[at] =
            missing.Has(value) ? double.NaN
            : NumberCell.IsNumber(value) ? value
            : Unreadable(value.ToString(System.Globalization.CultureInfo.InvariantCulture), row);
    }

    /// <summary>A row without this cell.</summary>
    public void Skip(int at) => _values[at] = double.NaN;

    /// <summary>Ends a block.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="first">The table row of its first row, from 1.</param>
    /// <exception cref="InputException">Cells of both kinds.</exception>
    public ColumnNews Finish(int rows, long first)
    {
        if (_kind == ColumnKind.Unknown)
            Decide(rows, first);
        if (_odds > 0)
            throw Mixed();
        var news = new ColumnNews(_kind, _levels, _unreadable, _marks);
        (_levels, _marks, _unreadable) = ([], [], 0);
        return news;
    }

    /// <summary>The values of the block.</summary>
    public double[] Values => _values;

    private void Decide(int rows, long first)
    {
        int numbers = 0,
            texts = 0;
        foreach (var cell in _undecided.AsSpan(0, rows))
        {
            if (cell is null || missing.Has(cell))
                continue;
            if (NumberCell.TryParse(cell, out _) || NumberLook.HasSeparators(cell))
                numbers++;
            else
                texts++;
        }

        if (numbers + texts > 0)
            _kind = numbers >= texts ? ColumnKind.Number : ColumnKind.Text;
        for (var i = 0; i < rows; i++)
        {
            var cell = _undecided[i];
            if (cell is null || missing.Has(cell))
            {
                _values[i] = double.NaN;
                if (cell is not null && _kind == ColumnKind.Text)
                    Count(cell);
            }
            else if (_kind == ColumnKind.Text)
                _values[i] = Label(cell, first + i);
            else if (!NumberCell.TryParse(cell, out _values[i]))
                _values[i] = Unreadable(cell, first + i);
        }
    }

    private double Label(ReadOnlySpan<char> text, long row)
    {
        if (text[0] == '\'')
            text = SpreadsheetText.Original(text.ToString()); // as our tables write +drug, -drug, @x
        if (!_given && NumberCell.MayBe(text) && (NumberCell.TryParse(text, out _) || NumberLook.HasSeparators(text)))
            Odd(text, row);
        var codes = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (codes.TryGetValue(text, out var code))
            return code;
        codes[text] = code = _codes.Count;
        _levels.Add(text.ToString());
        return code;
    }

    private double Unreadable(ReadOnlySpan<char> text, long row)
    {
        // A number with a comma is a number to whoever wrote it: never missing.
        var separators = NumberLook.HasSeparators(text);
        _separators |= separators;
        if (separators || !_given)
            Odd(text, row);
        else
            _unreadable++;
        return double.NaN;
    }

    private void Count(ReadOnlySpan<char> mark)
    {
        if (mark.IsEmpty)
            return;
        var marks = _marks.GetAlternateLookup<ReadOnlySpan<char>>();
        marks[mark] = marks.TryGetValue(mark, out var n) ? n + 1 : 1;
    }

    private void Odd(ReadOnlySpan<char> text, long row)
    {
        if (_odds++ < MostNamed)
            _odd.Add($"{NumberLook.Shown(text.ToString())} in data row {row}");
    }

    private InputException Mixed() =>
        new(
            $"{file}, column '{name}'",
            _kind == ColumnKind.Text ? "text in every row, as in most of the first"
                : _separators ? "numbers with a decimal point and nothing between thousands"
                : "numbers with a decimal point in every row, as in most of the first",
            string.Join(", ", _odd) + (_odds > MostNamed ? ", and more" : ""),
            _separators
                ? "write 3.5 where 3,5 is meant and 1234 for 1,234 (a spreadsheet does so in English settings), or give the column's type "
                    + "(--categorical)"
                : "correct the cells, say what means missing (--na), or give the column's type (--numeric: such cells are missing; "
                    + "--categorical: all are labels)"
        );

    private static bool TryNumber(SepReader.Col cell, out double value) =>
        cell.TryParse(out value) && NumberCell.IsNumber(value) && !cell.Span.Contains(','); // Sep takes commas for thousands separators
}
