import { defineConfig } from "vite";

/** The notebook's widget: one module and one style sheet, which the kernel sends to the notebook as text. */
export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    copyPublicDir: false,
    lib: { entry: "src/widget/widget.tsx", formats: ["es"], fileName: () => "widget.js", cssFileName: "widget" },
  },
});
