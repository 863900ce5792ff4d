import { unsafeCSS, type CSSResult } from "lit";
import base from "./styles/base.css?inline";

/** A component's style sheet on top of what all components share. */
export function sheet(...sheets: string[]): CSSResult {
  return unsafeCSS(base + sheets.join(""));
}
