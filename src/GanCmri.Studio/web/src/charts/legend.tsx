/** Names with their colours. */
export function Legend({ names }: { names: string[] }) {
  return (
    <figcaption class="legend">
      {names.map((name, i) => (
        <span key={name} class={`series s${i % 10}`}>
          <i /> {name}
        </span>
      ))}
    </figcaption>
  );
}
