/** Three significant digits, a true minus sign, "–" where there is no value. Never "-0". */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const decimals = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  const text = value.toFixed(decimals);
  if (Number(text) === 0) return value.toExponential(1).replace(/-/g, "−");
  const [whole, part] = text.replace("-", "").split(".") as [string, string?];
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return (value < 0 ? "−" : "") + grouped + (part ? "." + part : "");
}

export const withUnit = (value: number | null | undefined, unit: string): string =>
  unit && value !== null && value !== undefined && Number.isFinite(value) ? `${figure(value)} ${unit}` : figure(value);

/** Round steps for an axis that spans these values. */
export function ticks(least: number, most: number, count = 5): number[] {
  const span = most - least || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A p value from its decimal logarithm, exact also where a double would be 0. */
export function pFigure(log10p: number | null): string {
  if (log10p === null || !Number.isFinite(log10p)) return "–";
  if (log10p >= -4) return String(Number((10 ** log10p).toFixed(4)));
  let exponent = Math.floor(log10p);
  let mantissa = Math.round(10 ** (log10p - exponent) * 10) / 10;
  if (mantissa >= 10) [mantissa, exponent] = [1, exponent + 1];
  return `${mantissa.toFixed(1)} × 10⁻${[...String(-exponent)].map((d) => raised[Number(d)]).join("")}`;
}

export const qFigure = (q: number | null): string => pFigure(q === null ? null : Math.log10(q));

/** A tick of an axis: as few decimals as its steps need. */
export function tickFigure(value: number, all: number[]): string {
  const step = all.length > 1 ? (all[1] as number) - (all[0] as number) : Math.abs(value) || 1;
  const decimals = Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const text = Math.abs(value).toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  return (Number(value.toFixed(decimals)) < 0 ? "−" : "") + text;
}

/** A number of things in words: "1 row", "2,500 rows". */
export const counted = (n: number, thing: string): string => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;

/** A number with the decimals that an interval of this width needs, two at least. */
export function rounded(value: number, width: number): string {
  const decimals = Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(width || 1))));
  const text = Math.abs(value).toFixed(decimals);
  return (value < 0 && Number(text) > 0 ? "−" : "") + text;
}
