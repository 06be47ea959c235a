using GanCmri.Networks;
using GanCmri.Runtime;

namespace GanCmri.Tests.Networks;

public sealed class LabelTextTests
{
    private static readonly LabelColumn[] Columns = [new("phase", ["ED", "ES", ""]), new("position", ["0", "1", ""], Continuous: true)];

    [Theory]
    [InlineData("phase=ES,position=0.25", new[] { 0, 1, 0, 0.75f, 0.25f, 0 })]
    [InlineData(" position = 1 , phase = ED ", new[] { 1, 0, 0, 0, 1f, 0 })]
    [InlineData("phase=unknown,position=unknown", new[] { 0, 0, 1f, 0, 0, 1 })]
    [InlineData("phase=,position=0", new[] { 0, 0, 1f, 1, 0, 0 })]
    public void Parse_AValueOfEachColumn_IsTheirLabel(string text, float[] label) => Assert.Equal(label, LabelText.Parse(text, 6, Columns));

    [Theory]
    [InlineData("phase=ES", "phase=...,position=..., with phase ED, ES or unknown; position a number from 0 to 1 or unknown")]
    [InlineData("phase=ES,phase=ED", "phase=...")]
    [InlineData("phase=ES,position=0.2,age=4", "phase=...")]
    [InlineData("1", "phase=...")]
    [InlineData("phase=systole,position=0.2", "expected ED, ES or unknown")]
    [InlineData("phase=ES,position=1.2", "expected a number from 0 to 1 or unknown")]
    [InlineData("phase=ES,position=NaN", "expected a number from 0 to 1 or unknown")]
    public void Parse_WhatNoColumnHas_NamesWhatThereIs(string text, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => LabelText.Parse(text, 6, Columns)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_WhereNobodyTold_TakesAClassNumber()
    {
        Assert.Equal([0, 0, 1], LabelText.Parse("2", 3, []));
        Assert.Throws<InputException>(() => LabelText.Parse("3", 3, []));
        Assert.Throws<InputException>(() => LabelText.Parse("phase=ES", 3, []));
    }

    [Fact]
    public void Parse_OfOneColumn_TakesItsNumberToo() => Assert.Equal([0, 1, 0], LabelText.Parse("1", 3, Columns[..1]));
}
