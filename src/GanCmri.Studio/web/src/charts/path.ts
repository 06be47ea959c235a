/** A line through values, with gaps where there are none; in steps, each value holds from its place on. */
export function path(values: (number | null)[], x: (i: number) => number, y: (v: number) => number, steps = false): string {
  let pen = "M";
  return values
    .map((v, i) => {
      if (v === null) {
        pen = "M";
        return "";
      }
      const step = pen === "L" && steps ? `H${x(i).toFixed(1)}V${y(v).toFixed(1)}` : `${pen}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}
