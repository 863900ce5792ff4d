import type { Plugin } from "vite";

/** Lit notes its version in a global variable; a script for other people's pages leaves none. */
export function keepLitToItself(): Plugin {
  return {
    name: "keep-lit-to-itself",
    transform(code, id) {
      return id.endsWith("lit-html.js") ? code.replace(/,\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, "") : null;
    },
  };
}

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
