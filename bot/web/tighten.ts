import type { Plugin } from "vite";

/**
 * Drops the indentation of html templates. The minifier leaves line breaks only inside template literals,
 * so what follows a break and two spaces or more is a template's layout, never program text.
 */
export function tightenTemplates(): Plugin {
  return {
    name: "tighten-templates",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === "chunk")
          file.code = file.code
            .replace(/>\n\s{2,}/g, ">")
            .replace(/\n\s{2,}(?=<)/g, "")
            .replace(/\n\s{2,}/g, " ");
    },
  };
}
