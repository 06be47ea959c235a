const colours = 20; // .s0 to .s19

/** The class that gives a series its colour. */
export const seriesClass = (index: number): string => `s${index % colours}`;

/** Names with their colours, all or only those shown. */
export function Legend({ names, shown = names }: { names: string[]; shown?: string[] }) {
  return (
    <figcaption class="legend">
      {names.map(
        (name, i) =>
          shown.includes(name) && (
            <span key={name}>
              <i class={seriesClass(i)} /> {name}
            </span>
          ),
      )}
    </figcaption>
  );
}
