import { figure, withUnit } from "../figures";
import type { HeartNumber } from "./answers";

/** What was measured, beside what was asked, with the error that measuring has. */
export function Numbers({ numbers }: { numbers: HeartNumber[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Measured numbers">
      <table class="numbers">
        <caption>
          Measured on the images by the segmenter; end-diastole is the frame with the largest LV area, end-systole the one with the smallest. Not reached: more
          than 1 % of the area, 0.002 of the index or 1 point of FAC from what was asked. Phantoms that measure as
          much: where their true value lay in 95 of 100 frames (for FAC: hearts). It may lie beside what is measured: a phantom&apos;s cavity ends where its blood ends, and the
          segmenter, like the observers it learned from, draws its outline a little outside, so that cavities measure larger and walls thinner.
        </caption>
        <thead>
          <tr>
            <th scope="col">Phenotype</th>
            <th scope="col" class="n">
              Measured
            </th>
            <th scope="col" class="n">
              Asked
            </th>
            <th scope="col" class="n">
              True in phantoms that measure as much
            </th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((n) => (
            <tr key={n.name}>
              <th scope="row">
                {n.label}
                {n.unit && ` (${n.unit})`}
              </th>
              <td class="n strong">{figure(n.measured)}</td>
              <td class={n.missed ? "n missed" : "n"}>
                {n.asked === null ? (n.own === null ? "" : `own ${figure(n.own)}`) : figure(n.asked)}
                {n.missed && " not reached"}
              </td>
              <td class="n">{n.truthLeast === null ? "–" : `${figure(n.truthLeast)} to ${withUnit(n.truthMost, "")}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
