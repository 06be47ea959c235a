using System.Globalization;
using System.Text;

namespace GanCmri.Studio.Tests.Associations;

/// <summary>A table of subjects whose LV area grows with age, and whose other columns are noise.</summary>
internal static class SubjectsCsv
{
    public static string Text(int rows = 200)
    {
        var random = new Random(3);
        var text = new StringBuilder("id,lv_area_mm2,sphericity_index,rv_edv_ml,age,sex,bmi\n");
        for (var i = 0; i < rows; i++)
        {
            var age = 40 + 40 * random.NextDouble();
            text.Append(
                CultureInfo.InvariantCulture,
                $"S{i},{2000 + 20 * age + 200 * random.NextDouble():F1},{.7 + .2 * random.NextDouble():F3},"
                    + $"{150 + 40 * random.NextDouble():F1},{age:F1},{(i % 3 == 0 ? "M" : "F")},{20 + 10 * random.NextDouble():F1}\n"
            );
        }

        return text.ToString();
    }
}
