/** A row of small bars: how something went, without axes. */

interface Props {
  counts: readonly number[];
  label: string;
}

const BAR = 4;
const HEIGHT = 22;

export function Sparkline({ counts, label }: Props) {
  const greatest = Math.max(...counts, 1);
  return (
    <svg class="sparkline" width={counts.length * BAR} height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <rect class="floor" y={HEIGHT - 1} width={counts.length * BAR} height="1" />
      {counts.map((value, place) => {
        const height = value === 0 ? 0 : Math.max((value / greatest) * (HEIGHT - 1), 1.5);
        const start = place * BAR;
        return <rect key={start} x={start} y={HEIGHT - height} width={BAR - 1} height={height} />;
      })}
    </svg>
  );
}
