// Bundles the pages; the same sources give the same bytes, which .ci/run checks.
import { build } from "esbuild";
import { copyFile } from "node:fs/promises";

const common = { bundle: true, minify: true, target: "es2022", format: "iife", charset: "utf8", legalComments: "none", jsx: "automatic", jsxImportSource: "preact" };
const studio = "../wwwroot";
const reports = "../../GanCmri.Reports/Html/Pages";
await build({ ...common, entryPoints: { studio: "src/main.tsx" }, outdir: studio });
await build({ ...common, entryPoints: { studio: "src/styles/studio.css" }, outdir: studio });
await build({ ...common, entryPoints: { report: "src/report.tsx" }, outdir: reports });
await build({ ...common, entryPoints: { report: "src/styles/report.css" }, outdir: reports });
await copyFile("src/index.html", `${studio}/index.html`);
