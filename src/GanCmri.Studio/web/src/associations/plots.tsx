import { Dots } from "../charts/dots";
import { Legend } from "../charts/legend";
import { effectTitle, exposures, type Test } from "./data";

interface Props {
  /** All tests of the study. */
  all: Test[];
  /** Those to show. */
  tests: Test[];
  pick: (test: Test) => void;
  hover: (test: Test | undefined) => void;
}

const tested = (tests: Test[]) => tests.filter((t) => t.log10p !== null);
const height = (t: Test) => -(t.log10p as number);

/** Lines of Bonferroni and of the largest p at which Benjamini and Hochberg would have found as many, of all tests of a source as q is,
 * whichever are shown; of several sources that with the most tests, and no line of q. */
function limits(all: Test[], shown: Test[]): { at: number; text: string }[] {
  const sources = [...new Set(shown.map((t) => t.source))].map((s) => tested(all).filter((t) => t.source === s));
  const most = Math.max(...sources.map((s) => s.length));
  const lines = [{ at: Math.log10(most / 0.05), text: `Bonferroni 0.05 of ${most.toLocaleString("en")} tests` }];
  const found = sources.length === 1 ? (sources[0] as Test[]).filter((t) => (t.q ?? 1) <= 0.05).length : 0;
  if (found) lines.push({ at: Math.log10(most / found / 0.05), text: "q 0.05" });
  return lines;
}

/** Evidence of every test, phenotypes side by side in their groups. */
export function Manhattan({ all, tests, pick, hover }: Props) {
  const shown = tested(tests);
  if (!shown.length) return <p>No test to show.</p>;
  const groups = [...new Set(shown.map((t) => t.group))];
  const phenotypes = groups.flatMap((g) => [...new Set(shown.filter((t) => t.group === g).map((t) => t.phenotype))]);
  const place = new Map(phenotypes.map((p, i) => [p, i]));
  const colours = exposures(shown);
  const middle = (g: string) => {
    const places = shown.filter((t) => t.group === g).map((t) => place.get(t.phenotype) as number);
    return (Math.min(...places) + Math.max(...places)) / 2;
  };
  const lines = limits(all, shown);
  return (
    <figure tabIndex={0}>
      <Dots
        dots={shown.map((t) => ({ x: place.get(t.phenotype) as number, y: height(t), colour: colours.indexOf(t.exposure), item: t }))}
        x={[-0.7, phenotypes.length - 0.3]}
        y={[0, Math.max(...lines.map((l) => l.at), ...shown.map(height)) * 1.08]}
        xTitle="Phenotypes by group"
        yTitle="−log₁₀ p"
        label={`Manhattan plot of ${shown.length} tests: ${shown.filter((t) => (t.q ?? 1) <= 0.05).length} with q at most 0.05`}
        xTicks={phenotypes.length <= 8 ? phenotypes.map((p, i) => ({ at: i, text: short(shown.find((t) => t.phenotype === p)?.label ?? p) })) : groups.map((g) => ({ at: middle(g), text: g }))}
        lines={lines}
        pick={pick}
        hover={hover}
      />
      <Legend names={colours} />
    </figure>
  );
}

/** Evidence against effect. */
export function Volcano({ all: study, tests, pick, hover }: Props) {
  const all = tested(tests);
  const shown = all.filter((t) => t.effect !== null);
  if (!shown.length) return <p>No test has a standardised effect.</p>;
  const widest = Math.max(...shown.map((t) => Math.abs(t.effect as number))) * 1.08 || 1;
  const colours = exposures(all);
  const isLog = shown.some((t) => t.isLog);
  const lines = limits(study, all).slice(0, 1);
  return (
    <figure tabIndex={0}>
      <Dots
        dots={shown.map((t) => ({ x: t.effect as number, y: height(t), colour: colours.indexOf(t.exposure), item: t }))}
        x={[-widest, widest]}
        y={[0, Math.max(1, ...lines.map((l) => l.at), ...shown.map(height)) * 1.08]}
        xTitle={effectTitle(isLog)}
        yTitle="−log₁₀ p"
        label={`Volcano plot of ${shown.length} tests`}
        lines={lines}
        zero
        pick={pick}
        hover={hover}
      />
      <Legend names={colours} shown={exposures(shown)} />
      {shown.length < all.length && (
        <p class="small">{all.length - shown.length} tests of curves have no single effect and are not in this plot.</p>
      )}
    </figure>
  );
}

const short = (name: string) => (name.length > 30 ? name.slice(0, 29) + "…" : name);
