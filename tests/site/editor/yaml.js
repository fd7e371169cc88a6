// The YAML language server. It reads the schema that the first line of a file names, a path beside the file; a page
// cannot read from the disk, so the path is asked of the page's own origin.

const { fetch } = self;
self.fetch = (address) => fetch(String(address).replace("file://", self.location.origin));
import("monaco-yaml/yaml.worker.js");
