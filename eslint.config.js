import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

// The layers of src/, lowest first. A folder may import itself and what is listed for it.
const mayImport = {
  support: [],
  parsers: ['support'],
  duckdb: ['support'],
  models: ['parsers', 'support', 'duckdb'],
  ingest: ['models', 'parsers', 'support', 'duckdb'],
  reports: ['models', 'parsers', 'support', 'duckdb'],
  query: ['ingest', 'models', 'parsers', 'support', 'duckdb'],
  demo: ['support', 'parsers'],
  cli: ['reports', 'query', 'demo', 'ingest', 'models', 'parsers', 'support', 'duckdb'],
};
const folders = Object.keys(mayImport);

const layers = folders.map((folder) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...folders
            .filter((other) => other !== folder && !mayImport[folder].includes(other))
            .map((other) => ({
              group: [`**/${other}/*`, `**/${other}/**`],
              message: `src/${folder} does not import src/${other} (ARCHITECTURE.md).`,
            })),
          ...(folder === 'duckdb'
            ? []
            : [{ group: ['@duckdb/*'], message: 'Only src/duckdb knows the binding.' }]),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      ...['dist/', 'node_modules/', 'coverage/', '.cache/', 'easel-demo/'],
      // AssemblyScript: its compiler checks it.
      'src/**/kernel/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.js', 'bench/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(run|rows|row|value|stream)$/] > TemplateLiteral.arguments[expressions.length>0]',
          message:
            'Bind values ($name); put names through quotedIdentifier and literals through quotedString before the call.',
        },
      ],
      'no-control-regex': 'off',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    // The function that runs in the page.
    files: ['bench/pages.js', 'bench/filter-changes.js'],
    languageOptions: {
      globals: {
        document: 'readonly',
        Event: 'readonly',
        MutationObserver: 'readonly',
        requestAnimationFrame: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  ...layers,
  prettier,
);
