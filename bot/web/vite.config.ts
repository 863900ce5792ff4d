import { defineConfig } from "vite";
import { keepLitToItself, tightenTemplates } from "./vite.plugins";

// The three pages the server hands out; widget.js has its own config because it must be one script.
export default defineConfig({
  plugins: [keepLitToItself(), tightenTemplates()],
  build: {
    target: ["es2021", "safari15.4"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // a data: URL would need a wider Content-Security-Policy
    rollupOptions: {
      input: ["index.html", "estimate.html", "embed.html", "src/styles/components.css"],
      output: {
        assetFileNames: ({ names }) => `assets/[name]${names.includes("components.css") ? "" : "-[hash]"}[extname]`,
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:5005" } },
});
