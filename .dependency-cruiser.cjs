/** Who may import whom: an arrow leads from a part to all that it may stand on. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(electron|renderer|shared|tests|scripts)/', pathNot: allowed },
});

const features = [
  'connect',
  'sources',
  'record',
  'review',
  'summary',
  'share',
  'request',
  'people',
  'settings',
];

/** The rooms of the vault from the ground up, each with the rooms that it may import. `session` is a file. */
const rooms = Object.entries({
  api: '',
  store: '',
  crypto: 'store',
  log: 'api crypto store',
  slots: 'api crypto store',
  spare: 'api crypto log slots store',
  catalogue: 'api crypto log store',
  'open-vault': 'api catalogue crypto log slots spare store',
  session: 'api crypto open-vault spare store',
  record: 'api catalogue crypto log open-vault session spare',
  sources: 'api catalogue crypto log open-vault record',
  share: 'api catalogue crypto open-vault record',
  request: 'api catalogue open-vault record',
  download: 'api catalogue log open-vault record session sources',
  backup: 'api catalogue crypto log open-vault record session slots store',
  files: 'api backup catalogue crypto log open-vault record sources',
  kit: 'backup slots',
  people: 'api backup crypto log open-vault session slots store',
  services: 'api crypto open-vault record session sources',
  calls:
    'api backup crypto download files kit open-vault people record request services session share slots sources spare store',
}).map(([name, below]) => [name, below.split(' ').filter((one) => one !== '')]);

const room = (name) => (name === 'session' ? 'session\\.ts$' : `${name}/`);

const roomRules = rooms.map(([name, below], at) => {
  const upward = below.filter((one) => !rooms.slice(0, at).some(([known]) => known === one));
  if (upward.length > 0) throw new Error(`${name} must not stand on ${upward.join(', ')}`);
  return {
    name: `room: ${name} → ${below.join(', ') || 'no other'}`,
    severity: 'error',
    from: { path: `^renderer/vault/${room(name)}` },
    to: {
      path: '^renderer/vault/',
      pathNot: `^renderer/vault/(${[name, ...below].map(room).join('|')})`,
    },
  };
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('base stands alone', '^shared/base/', '^shared/base/'),
    only('fhir → base', '^shared/fhir/', '^shared/(base|fhir)/'),
    only('record → base, fhir', '^shared/record/', '^shared/(base|fhir|record)/'),
    // Facts are data: nothing that describes or tells entries apart knows a word of ours.
    only('words → base, fhir, record', '^shared/words/', '^shared/(base|fhir|record|words)/'),
    only(
      'summary → base, fhir, record, words',
      '^shared/summary/',
      '^shared/(base|fhir|record|words|summary|share/share-terms)',
    ),
    only('request → base', '^shared/request/', '^shared/(base|request)/'),
    only('share → base, fhir', '^shared/share/', '^shared/(base|fhir|share)/'),
    only('ipc → base', '^shared/ipc/', '^shared/(base|ipc)/'),
    only('main process → base, fhir, ipc', '^electron/', '^(electron|shared/(base|fhir|ipc))/'),
    only('ui takes only props', '^renderer/ui/', '^(renderer/ui|shared)/'),
    only('viewer stands alone', '^renderer/viewer/', '^(renderer/(viewer|ui)|shared)/'),
    only('vault touches no screen', '^renderer/vault/', '^(renderer/vault|shared)/'),
    ...roomRules,
    {
      name: 'every room of the vault has its rule',
      severity: 'error',
      from: { path: '^renderer/vault/(worker|client)\\.ts$' },
      to: {
        path: '^renderer/vault/',
        pathNot: `^renderer/vault/(silence\\.ts|${rooms.map(([name]) => room(name)).join('|')})`,
      },
    },
    only(
      'program stands below the features',
      '^renderer/program/',
      '^(renderer/(program|ui|pdf)/|renderer/vault/(api/|client\\.ts)|shared/)',
    ),
    only('the reader of PDFs stands alone', '^renderer/pdf/', '^(renderer/pdf/|shared/)'),
    {
      name: 'features stand on program, never on the shell',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/app/' },
    },
    ...features.map((feature) => ({
      name: `features stay apart: ${feature}`,
      severity: 'error',
      from: { path: `^renderer/features/${feature}/` },
      to: { path: '^renderer/features/', pathNot: `^renderer/features/${feature}/` },
    })),
    {
      name: 'a screen sees the vault only through its client',
      severity: 'error',
      from: { path: '^renderer/(app|program|features|ui|viewer)/' },
      to: { path: '^renderer/vault/', pathNot: '^renderer/vault/(api/|client\\.ts)' },
    },
    {
      name: 'only electron/ knows Electron',
      severity: 'error',
      from: { path: '^(shared|renderer)/' },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'only the vault knows Dexie',
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/', pathNot: '^renderer/vault/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'shared touches no Node',
      severity: 'error',
      from: { path: '^(shared|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the product needs no test',
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'scripts need no test',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no orphans',
      severity: 'error',
      from: { orphan: true, path: '^(shared|renderer|electron)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
