namespace GanCmri.Formats.Tables;

/// <summary>Units by the ends of columns' names: every column of ours ends with its unit.</summary>
internal static class UnitSuffix
{
    private static readonly (string End, string Unit)[] Units =
    [
        ("_mm2_per_s", "mm²/s"),
        ("_l_per_min_per_m2", "l/min/m²"),
        ("_l_per_min", "l/min"),
        ("_ml_per_m2", "ml/m²"),
        ("_g_per_m2", "g/m²"),
        ("_m2", "m²"),
        ("_mm2", "mm²"),
        ("_mm", "mm"),
        ("_ms", "ms"),
        ("_ml", "ml"),
        ("_percent", "%"),
        ("_px", "px"),
        ("_years", "years"),
        ("_g", "g"),
        ("_db", "dB"),
        ("_cm", "cm"),
        ("_kg", "kg"),
        ("_seconds", "s"),
    ];

    /// <summary>The unit; null where the name tells none.</summary>
    public static string? Of(string column) => Units.FirstOrDefault(u => column.EndsWith(u.End, StringComparison.OrdinalIgnoreCase)).Unit;
}
