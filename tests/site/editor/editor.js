// Monaco with the YAML language server, as pictures.py drives it.

import * as monaco from "monaco-editor";
import { configureMonacoYaml } from "monaco-yaml";

self.MonacoEnvironment = { getWorker: (_, label) => new Worker(label === "yaml" ? "yaml.js" : "base.js") };
configureMonacoYaml(monaco, { enableSchemaRequest: true });

/** Show a file, with the cursor at the end of a line, counted from 1. */
self.edit = (path, text, lineNumber) => {
  const model = monaco.editor.createModel(text, "yaml", monaco.Uri.file(path));
  const editor = monaco.editor.create(document.body, {
    model,
    cursorBlinking: "solid",
    fontSize: 15,
    minimap: { enabled: false },
    quickSuggestions: { strings: true },
    scrollbar: { horizontal: "hidden" },
    stickyScroll: { enabled: false },
  });
  editor.setPosition({ lineNumber, column: model.getLineMaxColumn(lineNumber) });
  editor.revealLineInCenter(lineNumber);
  editor.focus();
};
