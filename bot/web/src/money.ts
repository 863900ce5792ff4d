import type { AmountRange } from "./api";

/** How amounts are written, in one place: exact, in the unit people speak in. */

export interface MoneyParts {
  lead: string;
  figure: string;
  unit: string;
}

const UNITS: [number, string][] = [
  [1e8, "亿元"],
  [1e4, "万元"],
];

/** 2053125 → 205.3125 万元; both ends share the unit of the larger one. */
export function moneyParts(range: AmountRange): MoneyParts {
  const { min, max } = range;
  const [size, unit] = UNITS.find(([size]) => (max ?? min) >= size) ?? [1, "元"];
  const figure = (yuan: number) => scaled(yuan, size);
  if (max === null) return min ? { lead: "不少于", figure: figure(min), unit } : { lead: "", figure: "金额待定", unit: "" };
  if (min === max) return { lead: "", figure: figure(max), unit };
  if (min === 0) return { lead: "最高", figure: figure(max), unit };
  return { lead: "", figure: `${figure(min)}–${figure(max)}`, unit };
}

export function money(range: AmountRange): string {
  const { lead, figure, unit } = moneyParts(range);
  return `${lead}${lead && " "}${figure}${unit && " "}${unit}`;
}

/** Exact to the 分: divides in whole 分 and keeps as many decimals as the amount really has. */
function scaled(yuan: number, size: number): string {
  const decimals = Math.round(Math.log10(size)) + 2;
  const digits = String(Math.round(yuan * 100)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}
