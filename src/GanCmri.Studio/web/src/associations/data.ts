/** What a page of associations shows; AssociationPageData in C# writes it. */
export interface AssociationData {
  tableRows: number;
  /** Confidence level, e.g. 0.95. */
  level: number;
  notes: string[];
  tests: Test[];
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

export const exposures = (tests: Test[]): string[] => [...new Set(tests.map((t) => t.exposure))];
export const named = (t: Test): string => (t.source ? `${t.exposure} (${t.source})` : t.exposure);
