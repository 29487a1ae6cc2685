import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const clockAndChance = [
  {
    object: 'Date',
    property: 'now',
    message: 'The clock is an argument here (shared/base/clock.ts).',
  },
  {
    object: 'Math',
    property: 'random',
    message: 'Random bytes are an argument here (shared/base/clock.ts).',
  },
];

const newDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'The clock is an argument here (shared/base/clock.ts).',
};

const toTheLetter =
  'A clinical number loses its zeros here: parseFhirJson (shared/fhir/json.ts) keeps them.';
const jsonParse = { object: 'JSON', property: 'parse', message: toTheLetter };
const answerInJson = {
  selector: "CallExpression[callee.property.name='json'][arguments.length=0]",
  message: toTheLetter,
};

/** Where no clinical number is read, and JavaScript's own reader is enough. */
const plainJson = [
  // Looks first whether a number would be lost.
  'shared/fhir/json.ts',
  // For checking signatures, which RFC 8785 makes over doubles; beside them it reads each number as text.
  'shared/share/strict-json.ts',
  // What stands around a resource: claims, manifests, keys, tokens, lists of services. A card's resources are cut out as text.
  'shared/share/health-card.ts',
  'shared/share/health-link.ts',
  'renderer/vault/files/check-issuer.ts',
  'renderer/vault/services/list.ts',
  'renderer/vault/services/pasted-token.ts',
  // What we wrote ourselves: a resource stands in it, or beside it, as text.
  'renderer/vault/backup/format.ts',
  'renderer/vault/catalogue/block.ts',
  'renderer/vault/catalogue/front-page.ts',
  'renderer/vault/catalogue/packed-entries.ts',
  'renderer/vault/files/own-export.ts',
  'renderer/vault/log/log.ts',
  'renderer/vault/open-vault/secrets.ts',
  'renderer/vault/store/row-bytes.ts',
];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-params': ['error', 4],
      'no-console': ['error', { allow: ['error'] }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A number says what it is in a sentence; an object, `undefined` and `any` do not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowNumber: true,
          allowRegExp: false,
        },
      ],
      // A string is spread to look at its code points: glyphs, symbols of a code, length in letters.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    },
  },
  { files: ['**/*.d.ts'], rules: { 'no-var': 'off' } },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...clockAndChance, jsonParse],
      'no-restricted-syntax': ['error', newDate, answerInJson],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': ['error', jsonParse],
      'no-restricted-syntax': ['error', answerInJson],
    },
  },
  {
    files: plainJson,
    rules: { 'no-restricted-properties': ['error', ...clockAndChance] },
  },
  {
    files: ['renderer/**/*.tsx'],
    ...jsxA11y.flatConfigs.strict,
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // What scrolls must be reached by keyboard too: a region with a name may take the focus.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
      // Pressing is for buttons and links. Dropping is offered beside a field that does the same by keyboard.
      'jsx-a11y/no-static-element-interactions': [
        'error',
        {
          handlers: ['onClick', 'onMouseDown', 'onMouseUp', 'onKeyPress', 'onKeyDown', 'onKeyUp'],
        },
      ],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['scripts/**', 'tests/**', '*.config.*', '.*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        module: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
);
