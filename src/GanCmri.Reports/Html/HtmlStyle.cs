using GanCmri.Reports.Plotting;

namespace GanCmri.Reports.Html;

/// <summary>The style sheet of reports, with the fonts inside.</summary>
internal static class HtmlStyle
{
    public static string Sheet { get; } =
        FontFaces()
        + """
            :root { color-scheme: light dark; --page: #fff; --ink: #1f2933; --soft: #52606d; --line: #d9dee4; --tint: #f5f7fa; --accent:
              #0072b2; --warn: #d55e00; }
            @media (prefers-color-scheme: dark) { :root { --page: #14191e; --ink: #e6eaee; --soft: #a9b4bf; --line: #3a444e; --tint:
              #1d242b; --accent: #6cbcf0; --warn: #ffb37a; } }
            * { box-sizing: border-box; }
            body { margin: 0; color: var(--ink); background: var(--page); font: 16px/1.55 "GanCmri Inter", system-ui, sans-serif; }
            main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.5rem 3rem; }
            .banner { position: sticky; top: 0; z-index: 1; padding: .45rem 1.5rem; text-align: center; font-weight: 600; font-size:
              .88rem; color: #fff; background: #8a3b00; }
            h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; }
            h2 { margin: 3rem 0 .8rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: 1.3rem; letter-spacing: -.01em;
              scroll-margin-top: 2.2rem; }
            p { max-width: 46rem; margin: .6rem 0; }
            .summary { color: var(--soft); font-size: 1.06rem; }
            .caution { padding: .7rem 1rem; border-left: 4px solid var(--warn); background: var(--tint); }
            nav { margin: 1.5rem 0 0; padding: .7rem 1rem; background: var(--tint); border-radius: 6px; font-size: .94rem; }
            nav ol { margin: 0; padding-left: 1.4rem; columns: 2; }
            nav a { color: var(--accent); text-decoration: none; }
            nav a:hover, nav a:focus { text-decoration: underline; }
            .key { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
            .key div { padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 6px; break-inside: avoid; }
            dt { color: var(--soft); font-size: .86rem; }
            dd { margin: .15rem 0 0; font-size: 1.45rem; font-weight: 600; letter-spacing: -.01em; font-feature-settings: "tnum"; }
            dd small { display: block; color: var(--soft); font-size: .82rem; font-weight: 400; letter-spacing: 0; }
            .scroll { overflow-x: auto; margin: 1.2rem 0; }
            table { border-collapse: collapse; min-width: 60%; font-size: .9rem; font-feature-settings: "tnum"; }
            caption { caption-side: top; padding: 0 0 .5rem; text-align: left; color: var(--soft); font-size: .9rem; }
            th, td { padding: .38rem .9rem .38rem 0; text-align: left; vertical-align: top; }
            th { border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); font-weight: 600; }
            td { border-bottom: 1px solid var(--line); }
            .n { text-align: right; }
            td.n { white-space: nowrap; }
            th { vertical-align: bottom; max-width: 9rem; }
            tbody th { border-top: 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: top; }
            tbody th ~ td:last-child { min-width: 13rem; }
            figure { margin: 1.4rem 0; break-inside: avoid; }
            figcaption { max-width: 46rem; margin-top: .5rem; color: var(--soft); font-size: .9rem; }
            .row, .gallery { display: flex; flex-wrap: wrap; gap: .8rem; }
            .gallery span { display: block; margin-top: .15rem; text-align: center; color: var(--soft); font-size: .78rem; line-height:
              1.3; }
            img { max-width: 100%; height: auto; vertical-align: top; }
            .gallery img { border-radius: 4px; background: #000; }
            footer { max-width: 64rem; margin: 0 auto; padding: 1rem 1.5rem 2.5rem; color: var(--soft); font-size: .82rem; border-top:
              1px solid var(--line); }
            @media (max-width: 40rem) { nav ol { columns: 1; } main { padding: 1.5rem 1rem; } figure { overflow-x: auto; }
              .chart { min-width: 40rem; touch-action: auto; } .forests .chart { min-width: 0; } }
            @media print { .banner { position: static; color: #000; background: #fff; border: 2px solid #000; } nav { display: none; }
              main { max-width: none; padding: 0; } body { font-size: 10.5pt; } h2 { break-after: avoid; } .scroll { overflow: visible;
              } }

            """;

    private static string FontFaces() =>
        string.Concat(
            new[] { false, true }.Select(bold =>
                $"@font-face {{ font-family: \"GanCmri Inter\"; font-weight: {(bold ? 600 : 400)}; src: "
                + $"url(data:font/otf;base64,{Convert.ToBase64String(PlotFont.File(bold))}) format(\"opentype\"); }}\n"
            )
        );
}
