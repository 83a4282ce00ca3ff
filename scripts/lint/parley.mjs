// Rules of this project that no published plugin has.

/** `export *` hides what a module offers, and makes barrels that import everything. */
const noExportStar = {
  /** @param {{ report(problem: { node: object; message: string }): void }} context */
  create: (context) => ({
    /** @param {object} node */
    ExportAllDeclaration(node) {
      context.report({ node, message: 'Name what is exported instead of `export *`.' });
    },
  }),
};

const plugin = { meta: { name: 'parley' }, rules: { 'no-export-star': noExportStar } };
export default plugin;
