// The arrows between the parts (docs/architecture.md), kept by a lint: `npm test` runs it as "Structure",
// alone it is `npx depcruise --config .dependency-cruiser.cjs server scripts web/src`.

/** Tests stand beside what they test and may look at anything. */
const TESTS = '\\.test\\.ts$|\\.test-support\\.ts$';

/** Where a program or a page begins; everything else has to be reached from one of them. */
const ENTRANCES = [
  '^scripts/[^/]+\\.ts$',
  '^load-tests/(load-test|get-k6|floors/echo-server|k6/(hall|residents))\\.ts$',
  '^web/src/routes/.*\\+(page|layout|error)',
  '^web/src/app\\.d\\.ts$',
  '^web/src/hooks\\.server\\.ts$',
  // Writes the sample rosters anew; run by hand.
  '^scripts/samples/roster\\.ts$',
  // Started by `npm run dev` as programs of their own.
  '^scripts/dev/(server|pages)\\.ts$',
  // Started as a thread, by its address.
  '\\.worker\\.ts$',
];

/** Rules that are proved by their tests and that no program uses yet. */
const RULES_IN_WAITING = ['^server/domain/gradeProfiles\\.ts$'];

/**
 * Features don't know one another, but for these. Each entry names the files that a feature may use of
 * others, and why what is in them isn't worth a part of its own.
 */
const BORROWED = [
  {
    feature: 'setup',
    files: ['assemblies/found.ts', 'assemblies/assemblies.repo.ts'],
    why: 'the first assembly is founded like every later one; the set-up link is for a deployment that has none',
  },
  {
    feature: 'roster',
    files: ['people/people.repo.ts'],
    why: 'an import writes the same people, under the same lock, as the page of people',
  },
  {
    feature: 'cards',
    files: ['meetings/meetings.repo.ts', 'meetings/roll.repo.ts'],
    why: 'a card belongs to an entry of a roll; who changes either locks the meeting first',
  },
  {
    feature: 'screens',
    files: ['meetings/meetings.repo.ts'],
    why: 'a projector is paired with a meeting of the same assembly',
  },
  {
    feature: 'decisions',
    files: ['meetings/roll.repo.ts', 'meetings/quorum.ts', 'people/people.repo.ts'],
    why: 'a show of hands is counted against the same figures of the roll, under the same lock, as a round, and asks for the quorum that opens the meeting; who is given an office, under the lock under which roles are given',
  },
  {
    feature: 'box',
    files: ['decisions/decisions.repo.ts'],
    why: 'tellers are who the meeting decided on',
  },
  {
    feature: 'rounds',
    files: ['box/box.ts', 'decisions/decisions.repo.ts', 'meetings/roll.repo.ts'],
    why: 'a round fixes the figures of the roll, its count takes in the paper ballots, and who signs it was decided by the meeting',
  },
  {
    feature: 'site',
    files: ['results/results.service.ts', 'setup/health.service.ts'],
    why: 'the public pages show what was published and whether the server is well, through the services that answer the same over the API',
  },
];

const file = (path) => `^server/features/${path.replaceAll('.', '\\.')}$`;

/** One rule for those that borrow nothing, and one for each that does. */
const featuresKeepApart = [
  {
    name: 'features-keep-apart',
    severity: 'error',
    comment:
      'A feature does not import another one. What two need belongs into platform, live or domain; an exception goes into BORROWED with its reason.',
    from: {
      path: '^server/features/([^/]+)/',
      pathNot: [TESTS, `^server/features/(${BORROWED.map((b) => b.feature).join('|')})/`],
    },
    to: { path: '^server/features/', pathNot: '^server/features/$1/' },
  },
  ...BORROWED.map(({ feature, files, why }) => ({
    name: `features-keep-apart-${feature}`,
    severity: 'error',
    comment: `${feature} may borrow ${files.join(' and ')} (${why}), and nothing else of another feature.`,
    from: { path: `^server/features/${feature}/`, pathNot: TESTS },
    to: {
      path: '^server/features/',
      pathNot: [`^server/features/${feature}/`, ...files.map(file)],
    },
  })),
];

module.exports = {
  forbidden: [
    // ── the parts ──────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'The rules know zod and themselves: no database, no clock, no network, so that anyone can run them.',
      from: { path: '^server/domain/', pathNot: TESTS },
      to: { pathNot: ['^server/domain/', '^node_modules/zod/'] },
    },
    {
      name: 'contract-is-pure',
      severity: 'error',
      comment:
        'The wire is described by zod and by the schemas of the domain, and by nothing else.',
      from: { path: '^server/contract/', pathNot: TESTS },
      to: { pathNot: ['^server/(contract|domain)/', '^node_modules/zod/'] },
    },
    {
      name: 'platform-stands-below',
      severity: 'error',
      comment: 'What every feature uses knows no feature, no room and no app.',
      from: { path: '^server/platform/', pathNot: TESTS },
      to: { path: '^server/', pathNot: '^server/(platform|contract|domain)/|^server/config\\.ts$' },
    },
    {
      name: 'live-knows-no-feature',
      severity: 'error',
      comment:
        'The room and the intake of votes stand below the features that open and close rounds.',
      from: { path: '^server/live/', pathNot: TESTS },
      to: {
        path: '^server/',
        pathNot: '^server/(live|platform|contract|domain)/|^server/context\\.ts$',
      },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      comment: 'The app puts the features together, never the other way round.',
      from: { path: '^server/features/', pathNot: TESTS },
      to: { path: '^server/(app|serve|main)\\.ts$' },
    },
    {
      name: 'server-stands-alone',
      severity: 'error',
      comment: 'The server needs no script, test, page or load test.',
      from: { path: '^(server|db)/', pathNot: TESTS },
      to: { path: '^(scripts|tests|web|load-tests)/' },
    },
    {
      name: 'web-knows-contract-and-domain-only',
      severity: 'error',
      comment:
        'The pages know what goes over the wire and the pure rules; the server stays exchangeable.',
      from: { path: '^web/', pathNot: TESTS },
      to: { path: '^(server|db|scripts|tests|load-tests)/', pathNot: '^server/(contract|domain)/' },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      comment: 'No module of Node in a page.',
      from: { path: '^web/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    ...featuresKeepApart,

    // ── the roles inside a feature ─────────────────────────────────────────────────────────────────────
    {
      name: 'sql-in-repositories',
      severity: 'error',
      comment:
        'Queries are written in *.repo.ts. (A method call on a connection imports nothing, so this sees sql`…` and the query builder, and a reviewer sees the rest.)',
      from: {
        path: '^server/(features|live)/',
        pathNot: [
          TESTS,
          '\\.repo\\.ts$',
          // One statement that every act calls in its own transaction.
          '^server/live/touch\\.ts$',
        ],
      },
      to: { path: '^node_modules/kysely/' },
    },
    {
      name: 'connections-in-platform',
      severity: 'error',
      comment:
        'Connections are opened in platform; the listener has one of its own, because LISTEN needs one.',
      from: {
        path: '^server/',
        pathNot: [
          TESTS,
          '^server/platform/',
          '^server/live/listener\\.ts$',
          '^server/context\\.ts$',
        ],
      },
      to: { path: '^node_modules/(@types/)?pg/' },
    },
    {
      name: 'routes-ask-services',
      severity: 'error',
      comment:
        'Permissions are asked in services; a route that reads a repository would go around them.',
      from: { path: '^server/features/.*\\.routes\\.ts$' },
      to: { path: '\\.repo\\.ts$' },
    },
    {
      name: 'services-know-no-http',
      severity: 'error',
      comment: 'Services give values or refusals; routes turn them into answers.',
      from: { path: '^server/features/.*\\.(service|repo|shape)\\.ts$' },
      to: { path: '^node_modules/@?fastify|^server/platform/http\\.ts$|\\.routes\\.ts$' },
    },
    {
      name: 'repositories-stand-below',
      severity: 'error',
      comment: 'A repository knows the database, not what is done with it.',
      from: { path: '\\.repo\\.ts$' },
      to: { path: '\\.(service|routes)\\.ts$' },
    },

    {
      name: 'one-way-to-the-box',
      severity: 'error',
      comment:
        'Marks and papers are written and read through live/box.ts, so that what keeps them apart is in one place.',
      from: { path: '^server/', pathNot: [TESTS, '^server/live/box\\.ts$'] },
      to: { path: '^server/live/box\\.repo\\.ts$' },
    },

    // ── everywhere ─────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Nothing needs, at run time, what needs it. (Types may refer to each other.)',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unused',
      severity: 'error',
      comment:
        'Every file is reached from a program or a page; a test alone does not keep a file alive.',
      from: { path: ENTRANCES, pathNot: TESTS },
      to: {
        path: '^(server|scripts|load-tests|web/src)/',
        pathNot: [TESTS, ...ENTRANCES, ...RULES_IN_WAITING],
        reachable: false,
      },
    },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      comment: 'What runs does not need what tests it.',
      from: { path: '^(server|scripts|load-tests|web/src)/', pathNot: TESTS },
      to: { path: [TESTS, '^tests/'] },
    },
    {
      name: 'no-development-packages-in-the-server',
      severity: 'error',
      comment: 'What the server needs to run is a dependency, not a devDependency.',
      from: { path: '^server/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment: 'Every package that is imported is in package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'Every import leads somewhere. (SvelteKit makes $app and ./$types itself.)',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\$app/|^\\./\\$types$' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    // An arrow is an arrow, also one that only a type follows.
    tsPreCompilationDeps: true,
    // The web app's packages are in the root's package.json.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'default'],
    },
  },
};
