import { defineConfig } from "vite";
import { keepLitToItself, tightenTemplates } from "./vite.plugins";

// One self-contained script that any site can load with a plain <script src>.
export default defineConfig({
  plugins: [keepLitToItself(), tightenTemplates()],
  publicDir: false,
  build: {
    target: ["es2021", "safari15.4"],
    emptyOutDir: false, // the pages are already there
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "huiqi", fileName: () => "widget.js" },
  },
});
