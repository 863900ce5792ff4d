import { defineConfig } from "vite";

// One self-contained script that any site can load with a plain <script src>.
export default defineConfig({
  publicDir: false,
  build: {
    target: ["es2020", "safari14"],
    emptyOutDir: false, // the pages are already there
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "huiqi", fileName: () => "widget.js" },
  },
});
