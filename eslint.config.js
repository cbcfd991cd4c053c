// Rules that explain themselves: a message says where the thing belongs, not only that it is wrong here.
import js from '@eslint/js';
import { relative, sep } from 'node:path';
import tseslint from 'typescript-eslint';
import { objection } from './scripts/rooms.ts';

const root = import.meta.dirname;
const typed = ['src/**/*.{ts,tsx}', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'];

/** Holds the import table of scripts/rooms.ts. */
const rooms = {
  meta: { type: 'problem', schema: [], messages: { wrongRoom: '{{why}}' } },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const check = (node, typeOnly) => {
      const why = node.source && objection(file, node.source.value, typeOnly);
      if (why) context.report({ node: node.source, messageId: 'wrongRoom', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

const bareError = [
  {
    selector: ":matches(NewExpression, CallExpression)[callee.name='Error']",
    message:
      'A bare Error tells nobody what to do. Throw RegistrarError with a code from provisioning/errors/, or a named class of this room.',
  },
];

const processEnv = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'The environment is read once, in src/config.ts; take the value from the Config you are given.',
  },
];

const clockAndChance = [
  {
    selector:
      ":matches(CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0])",
    message: 'Time is an argument: take `now`, or a Clock, from the caller.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance comes from the NewId port, which a test can foretell.',
  },
];

const effects = [
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|queueMicrotask)$/]',
    message: 'Waiting is the Wakes port (provisioning/ports.ts), so that it survives a restart.',
  },
  {
    selector: "CallExpression[callee.name='fetch']",
    message: 'Requests to the directory go through the Directory port; provisioning/graph makes them.',
  },
];

const defaultExport = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name, so that a thing is called the same everywhere.',
  },
];

/** Adapters of the Clock and NewId ports: the only files that look at a real clock or a real die. */
const machines = ['src/machine.ts', 'src/sandbox/machine.ts'];

const forbid = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });

export default tseslint.config(
  { ignores: ['node_modules/', '.data/', 'coverage/', 'dist/', 'docs/', 'infra/', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{js,mjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' },
    },
  },

  {
    // Scripts of the pages: a browser's world, and no module system of ours.
    files: ['src/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'window', 'navigator', 'location', 'getSelection', 'setTimeout', 'FormData'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },

  {
    files: typed,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { house: { rules: { rooms } } },
    rules: {
      'house/rooms': 'error',
      'no-restricted-globals': [
        'error',
        {
          name: 'console',
          message: 'Take a Log; src/index.ts hands one out. It knows what must not be printed.',
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      // There are no enums (erasableSyntaxOnly), and to look for them takes a tenth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // `async` without `await` turns a throw into a rejection, which is what the caller of a port expects.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return refuse(...)` ends a guard, and `void (await x)` says that nothing is meant by the answer.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A handler may answer now or later: `void | Promise<void>`.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Ports are made by factories whose methods use no `this`, and are met by shape.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A name is looked at code point by code point, and `[...name]` is how.
      '@typescript-eslint/no-misused-spread': 'off',
      // A brand's parser names its type once and is worth having (core/ids.ts); worlds of JSON are edited in place.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // JSON of others is looked at with index access, and each look is a decision.
      '@typescript-eslint/dot-notation': 'off',
      'no-undef': 'off',
    },
  },

  { files: ['src/**/*.{ts,tsx}'], rules: forbid(bareError, processEnv, clockAndChance, defaultExport) },
  {
    files: ['src/provisioning/{core,engine}/**/*.ts'],
    rules: forbid(bareError, processEnv, clockAndChance, effects, defaultExport),
  },
  {
    // Where a frame may not use the browser's clipboard there is no other than Teams' own yet.
    files: ['src/tab/client/host.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: '@microsoft/teams-js', name: 'write' }] },
      ],
    },
  },
  { files: machines, rules: forbid(bareError, processEnv, defaultExport) },
  {
    files: ['src/config.ts', 'src/sandbox/main.ts'],
    rules: forbid(bareError, clockAndChance, defaultExport),
  },

  {
    // Tests may look at things from the wrong side: that is what they are for.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|unstable_mockModule)$/]",
          message: 'Hand a fake of test/fakes to the port instead; nothing here needs its modules rewritten.',
        },
      ],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['scripts/**/*', 'bench/**/*'], rules: { 'no-restricted-globals': 'off' } },
);
