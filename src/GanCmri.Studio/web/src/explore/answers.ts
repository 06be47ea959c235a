/** Answers of /api/hearts, as /openapi.json has them. */
export interface Glimpse {
  side: number;
  pixels: string;
  outline: number[];
  lvArea: number | null;
  sphericity: number | null;
}

export interface HeartNumber {
  name: string;
  label: string;
  unit: string;
  measured: number | null;
  own: number | null;
  asked: number | null;
  missed: boolean;
  truthLeast: number | null;
  truthMost: number | null;
}

export interface Cine {
  side: number;
  pixelMm: number;
  frameMs: number;
  pixels: string;
  outlines: number[][];
  lvAreas: (number | null)[];
  rvAreas: (number | null)[];
  edFrame: number;
  esFrame: number;
  numbers: HeartNumber[];
  notes: string[];
}

export interface SliderLimits {
  least: number;
  most: number;
  step: number;
  unit: string;
}

export interface Limits {
  motions: string[];
  lvArea: SliderLimits;
  sphericity: SliderLimits;
  fac: SliderLimits;
}

export interface RecipeText {
  command: string;
  cSharp: string;
}
