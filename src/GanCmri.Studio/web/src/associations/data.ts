/** What a page of associations gets; AssociationPageData in C# writes it: names once, a test a row of numbers. */
export interface AssociationData {
  tableRows: number;
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
  /** Standardised beta, or beta itself where it is a log odds or log rate. */
  effect: number | null;
  isLog: boolean;
  /** Decimal logarithm of p. */
  log10p: number | null;
  q: number | null;
  n: number;
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
      effect: r[12] ?? null,
      missing: at(13),
    };
  });
}

export const exposures = (tests: Test[]): string[] => [...new Set(tests.map((t) => t.exposure))];
export const named = (t: Test): string => (t.source ? `${t.exposure} (${t.source})` : t.exposure);
