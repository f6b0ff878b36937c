/** Numbers as the page writes them. */

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export function count(value: number): string {
  return WHOLE.format(value);
}

/** A whole number with its thousands separated; any other as it is, for none of it may be lost. */
export function figure(value: number): string {
  return Number.isInteger(value) ? count(value) : String(value);
}

/** "1 account", "2,300 accounts". */
export function counted(value: number, thing: string, things = `${thing}s`): string {
  return `${count(value)} ${value === 1 ? thing : things}`;
}

/** A score in [0, 1], cut and not rounded: 0.9999 must not read as certainty. */
export function score(value: number): string {
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

/** A share in [0, 1] as a percentage; what is neither none nor all never reads as 0 % or 100 %. */
export function percent(share: number): string {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return "< 0.1 %";
  if (hundredths < 100 && hundredths > 99.9) return "> 99.9 %";
  return `${TENTHS.format(hundredths)} %`;
}

/** Few digits, for the ticks of an axis: 12.5k. */
export function short(value: number): string {
  if (value >= 1_000_000) return `${TENTHS.format(value / 1_000_000)}M`;
  if (value >= 10_000) return `${TENTHS.format(value / 1000)}k`;
  return TENTHS.format(value);
}

/** Ticks from 0 on at round numbers, about as many as wanted; the last is at the greatest value or beyond. */
export function ticks(greatest: number, wanted = 4): number[] {
  if (!(greatest > 0)) return [0, 1];
  const rough = greatest / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const last = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}
