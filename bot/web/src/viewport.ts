/** iOS lays its keyboard over the page: follow what is really visible. */
export function fitToVisibleViewport(element: HTMLElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = () => element.style.setProperty("--hq-height", `${viewport.height}px`);
  viewport.addEventListener("resize", fit);
  fit();
}
