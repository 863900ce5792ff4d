import type { ScenarioState } from "./scenario";

/** Everything a link carries. It stands in the fragment, which no browser sends to a server. */
export interface Sheet {
  policy: string;
  asOf: string;
  scenarios: ScenarioState[];
}

export function toFragment(sheet: Sheet): string {
  const bytes = new TextEncoder().encode(JSON.stringify(sheet));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @returns null for anything that is no link of ours */
export function fromFragment(fragment: string): Sheet | null {
  try {
    const binary = atob(fragment.replace(/^#/, "").replace(/-/g, "+").replace(/_/g, "/"));
    const sheet: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0))));
    return isSheet(sheet) ? sheet : null;
  } catch {
    return null;
  }
}

function isSheet(value: unknown): value is Sheet {
  const { policy, asOf, scenarios } = value as Partial<Sheet>;
  return (
    typeof policy === "string" &&
    typeof asOf === "string" &&
    Array.isArray(scenarios) &&
    scenarios.length > 0 &&
    scenarios.every(({ name, typed, projects }) => typeof name === "string" && isTyped(typed) && projects.every((project) => typeof project.name === "string" && isTyped(project.typed)))
  );
}

function isTyped(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((typed) => typeof typed === "string");
}
