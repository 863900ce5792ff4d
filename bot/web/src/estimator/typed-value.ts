import type { FactDefinition, FactValue } from "../api";

type Quantity = number | string;

/** What was typed into the form, by fact id; a fact that is not there is unknown. */
export type Typed = Record<string, string>;

const AT_MOST = /^(?:不到|不足|不超过|最多|至多|[<≤]=?)(.+)$/;
const AT_LEAST = /^(?:至少|超过|多于|[>≥]=?)(.+)$|^(.+?)(?:以上|起|\+)$/;
const RANGE = /^(.+?)(?:-|~|—+|–|至|到)(.*)$/;

/** The value the server is asked with; undefined while unknown. What is no number is left for the server to refuse. */
export function factValue(fact: FactDefinition, typed: string | undefined): FactValue | undefined {
  const text = (typed ?? "").normalize("NFKC").replace(/[\s,]/g, "");
  if (!text) return undefined;
  if (fact.kind === "boolean") return text === "yes";
  if (fact.kind === "choice" || fact.kind === "date") return text;
  if (text === "无" || text === "没有") return 0;
  const quantity = (part: string) => withUnit(part, fact);
  const most = AT_MOST.exec(text);
  if (most) return [0, quantity(most[1]!)];
  const least = AT_LEAST.exec(text);
  if (least) return [quantity((least[1] ?? least[2])!), null];
  const range = RANGE.exec(text);
  if (!range) return quantity(text);
  const [, low, high] = range as unknown as [string, string, string];
  if (!high) return [quantity(low), null];
  return [quantity(isBare(low) ? low + unitOf(high) : low), quantity(high)];
}

/** How a range was understood, said back below the field. */
export function understood(value: FactValue | undefined): string {
  if (!Array.isArray(value)) return "";
  const [low, high] = value;
  if (high === null) return `${low} 以上`;
  return low === 0 ? `不超过 ${high}` : `${low} 至 ${high}`;
}

/** A bare number is meant in the unit shown beside the field. */
function withUnit(text: string, { kind, unit }: FactDefinition): Quantity {
  if (!isBare(text)) return text;
  const inPlainUnits = kind !== "money" && unit !== "%";
  return inPlainUnits || Number(text) === 0 ? Number(text) : text + (unit ?? "元");
}

function isBare(text: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(text);
}

function unitOf(text: string): string {
  return text.replace(/^[\d.]+/, "");
}
