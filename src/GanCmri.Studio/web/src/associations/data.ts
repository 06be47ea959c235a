/** What a page of associations gets; AssociationPageData in C# writes it: names once, a test a row of numbers. */
export interface AssociationData {
  tableRows: number;
  /** What was fitted, and what was held constant; empty: not known. */
  method: string;
  notes: string[];
  phenotypes: string[];
  labels: string[];
  exposures: string[];
  sources: string[];
  groups: string[];
  remarks: string[];
  rows: (number | null)[][];
  /** Rows of the table to draw, a sample where there are many; null where there is none. */
  sample: Sample | null;
  /** Confidence level of the intervals. */
  level: number;
}

export interface Test {
  phenotype: string;
  label: string;
  group: string;
  exposure: string;
  source: string;
  beta: number | null;
  lower: number | null;
  upper: number | null;
  /** Beta with its interval of one SD of a number, or of a level of a category against its reference, in SD of the phenotype (logs stay logs). */
  effect: number | null;
  effectLower: number | null;
  effectUpper: number | null;
  isLog: boolean;
  /** Decimal logarithm of p. */
  log10p: number | null;
  q: number | null;
  /** Of the whole term, all levels of a category or all parts of a curve or interaction; null for terms of one column. */
  jointQ: number | null;
  n: number;
  /** Of them those of the category's level; null for what is none. */
  level: number | null;
  missing: number;
  note: string;
}

export interface Sample {
  rows: number;
  total: number;
  columns: SampleColumn[];
}

export interface SampleColumn {
  name: string;
  /** Numbers, or places in levels; null where missing. */
  values: (number | null)[];
  /** Words of a column of text; null for numbers. */
  levels: string[] | null;
}

/** The rows as tests. */
export function testsOf(data: AssociationData): Test[] {
  return data.rows.map((r) => {
    const at = (i: number) => r[i] as number;
    const standard = (i: number) => (r[i] == null || r[12] == null ? null : at(i) * at(12));
    return {
      phenotype: data.phenotypes[at(0)] ?? "",
      label: data.labels[at(0)] ?? "",
      exposure: data.exposures[at(1)] ?? "",
      source: data.sources[at(2)] ?? "",
      group: data.groups[at(3)] ?? "",
      beta: r[4] ?? null,
      lower: r[5] ?? null,
      upper: r[6] ?? null,
      log10p: r[7] ?? null,
      q: r[8] ?? null,
      n: at(9),
      isLog: r[10] === 1,
      note: data.remarks[at(11)] ?? "",
      effect: standard(4),
      effectLower: standard(5),
      effectUpper: standard(6),
      missing: at(13),
      jointQ: r[14] ?? null,
      level: r[15] ?? null,
    };
  });
}

export const exposures = (tests: Test[]): string[] => [...new Set(tests.map((t) => t.exposure))];
export const named = (t: Test): string => (t.source ? `${t.exposure} (${t.source})` : t.exposure);

/** What a standardised effect is, on an axis. */
export const effectTitle = (isLog: boolean): string =>
  `${isLog ? "Log ratio" : "Effect in SD of the phenotype"} (of one SD of a number, of a level against its reference)`;

/** How many tests have a q of at most 0.05, as the table shows it: those of synthetic rows apart, as they are no findings. */
export function found(tests: Test[]): string {
  const synthetic = tests.filter((t) => t.source === "synthetic");
  const real = tests.filter((t) => t.source !== "synthetic");
  const few = (of: Test[]) => of.filter((t) => (t.q ?? 1) <= 0.05).length.toLocaleString("en");
  const restated = `${few(synthetic)} of ${synthetic.length.toLocaleString("en")} in synthetic hearts with q at most 0.05, which restate what the generator was told and are no findings about people`;
  if (!synthetic.length) return `${few(real)} with q at most 0.05`;
  return real.length ? `${few(real)} of ${real.length.toLocaleString("en")} in real hearts with q at most 0.05; ${restated}` : restated;
}
