/** Answers of /api/cines, as /openapi.json has them. */
export interface Entry {
  id: string;
  name: string;
}

export interface Stack {
  slices: number[];
  pixelMm: number | null;
}

export interface SliceFrames {
  width: number;
  height: number;
  count: number;
  frameMs: number;
  pixels: string;
}

export interface Outlines {
  outlines: number[][];
  byHand: boolean[];
  lvAreas: (number | null)[];
  facPercent: number | null;
}

export interface Volumes {
  edvMl: number | null;
  esvMl: number | null;
  efPercent: number | null;
  massG: number | null;
  slices: number;
  /** Why there is no volume, or what to doubt in it. */
  notes: string[];
}

export interface WhatIf {
  cines: { title: string; side: number; pixels: string; outlines: number[][]; lvAreas: (number | null)[] }[];
  /** At end-diastole; asked is null where the phenotype is kept. */
  numbers: { label: string; real: number | null; reconstruction: number | null; asked: number | null; guided: number | null }[];
  notes: string[];
}
