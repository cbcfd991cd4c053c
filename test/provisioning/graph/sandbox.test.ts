/** The three ports against the pretend cloud: what we send is understood, what it answers is read. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { classify, codeOf, type AnswerClass } from '../../../src/provisioning/core/answers.ts';
import type { Operation, ResultOf } from '../../../src/provisioning/core/operations.ts';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createDirectory, createProver, createSignIn } from '../../../src/provisioning/graph/index.ts';
import type { Directory, ExtraPermission, SignedIn } from '../../../src/provisioning/ports.ts';
import type { RecordedExchange } from '../../../src/sandbox/exchanges.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { graphAppRoleId } from '../../../src/sandbox/seed/graphServicePrincipal.ts';
import { BROWSER, LOGIN, START, countedRandom, signingKey } from '../../sandbox/entra/fixture.ts';
import { contractViolations } from '../../fakes/contract.ts';
import { CLIENT_ID, REDIRECT_URI } from './entra-fixture.ts';
import { TENANT } from './fixture.ts';

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const ENDS = '2027-05-21T09:00:00Z';
const wanted = {
  op: 'upsert-application',
  uniqueName: 'registrar-0123456789abcdef',
  displayName: 'Nectar connector',
  signInAudience: 'AzureADMyOrg',
  tags: ['registrar'],
  requested: [
    {
      resource: MICROSOFT_GRAPH,
      access: [{ id: graphAppRoleId('CallRecords.Read.All'), type: 'Role' }],
    },
  ],
  redirects: { web: ['https://nectar.example/callback'], spa: [], publicClient: [] },
  publicClient: false,
} as const satisfies Operation;

/** Self-signed for nectar.example, good for a hundred years; its key was thrown away. */
const CERTIFICATE = [
  'MIIBiTCCAS+gAwIBAgIUez9RwiYz4a7UOAqGSkgAifq/s9MwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwObmVjdGFyLm',
  'V4YW1wbGUwIBcNMjYxMTIxMDYyMzE2WhgPMjEyNjEwMjgwNjIzMTZaMBkxFzAVBgNVBAMMDm5lY3Rhci5leGFtcGxl',
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEgjbqG6GM9fNEalyXoW03VPy9pru/QHjTUam4QAj5yurL+LujWoGTBR',
  'PwyLVLDJXFFX0tgvktg8u+ybObcxPCS6NTMFEwHQYDVR0OBBYEFIzGKkcUIDPXpCmeOj5prX15Z3prMB8GA1UdIwQY',
  'MBaAFIzGKkcUIDPXpCmeOj5prX15Z3prMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgDbAHwmf/Xk',
  'Mk/7sCOIQYQesYbIjqCWouuzNUfZDYxdMCIQDYSGS6/qtXXpGlulH7yv1VHVjjJPtTbFM39/oPVIMZAg==',
].join('');
const THUMBPRINT = createHash('sha1').update(Buffer.from(CERTIFICATE, 'base64')).digest('hex').toUpperCase();

let sandbox: Sandbox;
let directory: Directory;
let fetch: typeof globalThis.fetch;
let exchanges: RecordedExchange[];
const clock = { time: START, now: () => clock.time };

beforeEach(async () => {
  exchanges = [];
  sandbox = await createSandbox({
    clock,
    recordExchange: (exchange) => exchanges.push(exchange),
    random: countedRandom(),
    keys: await signingKey(),
    loginBaseUrl: LOGIN,
    browserBaseUrl: BROWSER,
  });
  fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const answer = await sandbox.handle({
      method: request.method,
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    const empty = [204, 304].includes(answer.status);
    return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
  const random = countedRandom();
  const newId = { guid: () => random.guid(), hex: () => '', unit: () => 0 };
  directory = createDirectory({ baseUrl: LOGIN, fetch, timeoutMs: 10_000, newId });
});

afterEach(() => {
  expect(contractViolations(exchanges)).toEqual([]);
});

async function signInAs(persona: string, extra: readonly ExtraPermission[] = []): Promise<SignedIn> {
  const options = { clientId: CLIENT_ID, loginBaseUrl: LOGIN, redirectUri: REDIRECT_URI, fetch };
  const signIn = createSignIn({ ...options, timeoutMs: 10_000, now: clock.now });
  const { url, verifier } = await signIn.begin({ tenantId: TENANT, state: 'state', extra });
  const page = new URL(url);
  page.searchParams.set('persona', persona);
  const request = { method: 'GET', url: page.pathname + page.search, headers: {}, body: '' };
  const { headers } = await sandbox.handle(request);
  const code = new URL(headers['location'] ?? 'about:blank').searchParams.get('code') ?? '';
  const redeemed = await signIn.redeem({ tenantId: TENANT, code, verifier, extra });
  if (redeemed.kind === 'failed') throw new TypeError(`Nobody signed in: ${redeemed.code}`);
  return redeemed.signIn;
}

/** The value of an operation that must succeed. */
async function done<const O extends Operation>(signIn: SignedIn, operation: O): Promise<ResultOf<O>> {
  const [reply] = await directory.perform(signIn, [operation]);
  expect(reply).toMatchObject({ kind: 'ok' });
  if (reply.kind !== 'ok') throw new TypeError(`${operation.op} was not done.`);
  return reply.value;
}

/** What the refusal of an operation that must not succeed means, and the words for it. */
async function refused(
  signIn: SignedIn,
  operation: Operation,
): Promise<{ answer: AnswerClass; code: string; status: number }> {
  const [reply] = await directory.perform(signIn, [operation]);
  expect(reply).toMatchObject({ kind: 'refused' });
  if (reply.kind !== 'refused') throw new TypeError(`${operation.op} was not refused.`);
  const answer = classify(reply, { justCreated: false, op: operation.op });
  return { answer, code: answer === 'ok' ? '' : codeOf(answer, reply), status: reply.status };
}

async function register(
  signIn: SignedIn,
): Promise<{ id: ObjectId; appId: AppId; servicePrincipal: ObjectId }> {
  const application = await done(signIn, wanted);
  if (application.outcome !== 'created') throw new TypeError('It was there already.');
  const { id, appId } = application;
  const made = await done(signIn, { op: 'upsert-service-principal', appId, tags: ['registrar'] });
  if (made.outcome !== 'created') throw new TypeError('It was there already.');
  return { id, appId, servicePrincipal: made.id };
}

test('one batch tells everything a preflight asks', async () => {
  const anna = await signInAs('anna');
  const before = sandbox.requests().length;
  const replies = await directory.perform(anna, [
    { op: 'organization' },
    { op: 'me' },
    { op: 'my-roles' },
    { op: 'registration-policy' },
    { op: 'credential-policy' },
    { op: 'applications-named', displayName: 'Registrar' },
    { op: 'resource', appId: MICROSOFT_GRAPH },
    { op: 'role-holders', roleTemplateId: GLOBAL_ADMINISTRATOR },
  ]);

  expect(sandbox.requests().length - before).toBe(1);
  expect(replies.map(({ kind }) => kind)).toEqual(replies.map(() => 'ok'));
  const [organization, me, roles, registration, credentials, named, resource, holders] = replies;
  expect(organization).toMatchObject({ value: { id: TENANT, displayName: 'Contoso' } });
  expect(me).toMatchObject({ value: { displayName: 'Anna Admin', guest: false } });
  expect(roles).toMatchObject({ value: [GLOBAL_ADMINISTRATOR] });
  expect(registration).toMatchObject({ value: { usersMayRegister: true } });
  expect(credentials).toMatchObject({ value: { secretsAllowed: true, longestSecret: null } });
  expect(named).toMatchObject({ value: [{ appId: CLIENT_ID }] });
  expect(resource.kind === 'ok' && resource.value.appRoles.length).toBeGreaterThan(100);
  expect(holders).toMatchObject({ value: [{ displayName: 'Anna Admin' }] });
});

test('the sign-in log is not ours to read, and that is a refusal', async () => {
  const [reply] = await directory.perform(await signInAs('anna'), [{ op: 'sign-in-log' }]);
  expect(reply).toMatchObject({ kind: 'refused' });
});

describe('a registration', () => {
  test('is made once, however often it is asked for', async () => {
    const anna = await signInAs('anna');
    const { id, appId, servicePrincipal } = await register(anna);

    expect(await done(anna, wanted)).toEqual({ outcome: 'existed' });
    expect(await done(anna, { op: 'upsert-service-principal', appId, tags: ['registrar'] })).toEqual({
      outcome: 'existed',
    });
    const facts = await done(anna, { op: 'application-by-unique-name', uniqueName: wanted.uniqueName });
    expect(facts).toMatchObject({
      id,
      appId,
      displayName: 'Nectar connector',
      requested: wanted.requested,
      redirects: wanted.redirects,
      publicClient: false,
    });
    expect(await done(anna, { op: 'application', appId })).toEqual(facts);
    expect(await done(anna, { op: 'service-principal', appId })).toEqual({ id: servicePrincipal, appId });
  });

  test('gets its grants in order, in one request, and shows them', async () => {
    const anna = await signInAs('anna');
    const { servicePrincipal } = await register(anna);
    const graph = await done(anna, { op: 'resource', appId: MICROSOFT_GRAPH });
    const target = { clientId: servicePrincipal, resourceId: graph.servicePrincipalId };
    const appRoleId = graphAppRoleId('CallRecords.Read.All');
    const [role, again, scope] = await directory.perform(
      anna,
      [
        { op: 'assign-app-role', ...target, appRoleId },
        { op: 'assign-app-role', ...target, appRoleId },
        { op: 'grant-delegated', ...target, scopes: ['Presence.Read.All'] },
      ],
      { ordered: true },
    );

    expect(role).toMatchObject({ kind: 'ok' });
    expect(again).toMatchObject({ kind: 'refused', status: 400 });
    expect(scope).toMatchObject({ kind: 'not-sent' });
    await done(anna, { op: 'grant-delegated', ...target, scopes: ['Presence.Read.All'] });
    expect(
      await done(anna, { op: 'app-role-assignments', servicePrincipalId: servicePrincipal }),
    ).toMatchObject([{ appRoleId, resourceId: graph.servicePrincipalId }]);
    expect(await done(anna, { op: 'delegated-grants', servicePrincipalId: servicePrincipal })).toMatchObject([
      { scopes: ['Presence.Read.All'], allPrincipals: true },
    ]);
  });

  test('gets a secret that works, until it is removed', async () => {
    const anna = await signInAs('anna');
    const { id, appId } = await register(anna);
    const prover = createProver({ loginBaseUrl: LOGIN, fetch, timeoutMs: 10_000 });
    const operation = {
      op: 'add-password',
      applicationId: id,
      displayName: 'tag',
      endDateTime: ENDS,
    } as const;
    const { secret, keyId } = await done(anna, operation);
    const proof = { tenantId: TENANT, appId, secret, metadata: await prover.readMetadata(TENANT) };

    expect(await prover.takeToken(proof)).toEqual({ kind: 'roles', roles: [] });
    expect(await done(anna, { op: 'application', appId })).toMatchObject({
      passwords: [{ keyId, displayName: 'tag' }],
    });
    await done(anna, { op: 'remove-password', applicationId: id, keyId });
    expect(await prover.takeToken(proof)).toMatchObject({ kind: 'refused', aadsts: 7000215 });
  });

  test('belongs to the developer who made it, and not to the admin', async () => {
    const dana = await signInAs('dana');
    const { id } = await register(dana);
    expect(await done(dana, { op: 'application-owners', applicationId: id })).toEqual([
      { id: dana.person.oid },
    ]);
  });

  test('is deleted, then purged, then nowhere', async () => {
    const anna = await signInAs('anna');
    const { id, appId } = await register(anna);
    await done(anna, { op: 'delete-application', applicationId: id });

    expect(await done(anna, { op: 'application', appId })).toBeNull();
    expect(await done(anna, { op: 'deleted-object', objectId: id })).toEqual({ id });
    await done(anna, { op: 'purge', objectId: id });
    expect(await done(anna, { op: 'deleted-object', objectId: id })).toBeNull();
  });

  test('loses its service principal alone, which is purged like anything else', async () => {
    const anna = await signInAs('anna');
    const { id, appId, servicePrincipal } = await register(anna);
    const remove = { op: 'delete-service-principal', servicePrincipalId: servicePrincipal } as const;
    const inBin = { op: 'deleted-object', objectId: servicePrincipal } as const;
    await done(anna, remove);

    expect(await done(anna, { op: 'service-principal', appId })).toBeNull();
    expect(await done(anna, { op: 'application', appId })).toMatchObject({ id });
    expect(await done(anna, inBin)).toEqual({ id: servicePrincipal });
    expect(await refused(anna, remove)).toMatchObject({ status: 404 });
    await done(anna, { op: 'purge', objectId: servicePrincipal });
    expect(await done(anna, inBin)).toBeNull();
  });

  test('keeps its certificates when another is added, and loses the one that is left out', async () => {
    const anna = await signInAs('anna');
    const { id, appId } = await register(anna);
    const add = async (displayName: string) => {
      const facts = await done(anna, { op: 'application', appId });
      await done(anna, {
        op: 'add-certificate',
        applicationId: id,
        displayName,
        der: CERTIFICATE,
        keep: facts?.certificates ?? [],
        startDateTime: '2026-11-21T09:00:00Z',
        endDateTime: ENDS,
      });
    };
    await add('one');
    await add('two');
    const facts = await done(anna, { op: 'application', appId });
    expect(facts?.certificates).toMatchObject([
      { displayName: 'one', thumbprint: THUMBPRINT },
      { displayName: 'two', thumbprint: THUMBPRINT },
    ]);
    expect(new Set(facts?.certificates.map(({ keyId }) => keyId)).size).toBe(2);

    const keep = facts?.certificates.slice(1) ?? [];
    await done(anna, { op: 'keep-certificates', applicationId: id, keep });
    expect((await done(anna, { op: 'application', appId }))?.certificates).toEqual(keep);
  });
});

describe('a registration that is there', () => {
  test('gets other settings, and keeps everything else', async () => {
    const anna = await signInAs('anna');
    const { id, appId } = await register(anna);
    await done(anna, { op: 'add-password', applicationId: id, displayName: 'tag', endDateTime: ENDS });
    const before = await done(anna, { op: 'application', appId });
    const settings = {
      requested: [],
      redirects: { web: [], spa: ['https://nectar.example/spa'], publicClient: [] },
      publicClient: true,
    };
    await done(anna, { op: 'update-application', applicationId: id, ...settings });

    expect(await done(anna, { op: 'application', appId })).toEqual({ ...before, ...settings });
  });

  test('has its delegated grant widened, then taken away', async () => {
    const anna = await signInAs('anna');
    const { servicePrincipal } = await register(anna);
    const graph = await done(anna, { op: 'resource', appId: MICROSOFT_GRAPH });
    const target = { clientId: servicePrincipal, resourceId: graph.servicePrincipalId };
    const grants = { op: 'delegated-grants', servicePrincipalId: servicePrincipal } as const;
    const { id } = await done(anna, { op: 'grant-delegated', ...target, scopes: ['Presence.Read.All'] });
    const scopes = ['Presence.Read.All', 'User.Read'];
    await done(anna, { op: 'set-grant-scopes', grantId: id, scopes });

    expect(await done(anna, grants)).toMatchObject([{ id, scopes, allPrincipals: true }]);
    await done(anna, { op: 'remove-grant', grantId: id });
    expect(await done(anna, grants)).toEqual([]);
    expect(await refused(anna, { op: 'remove-grant', grantId: id })).toMatchObject({ status: 404 });
  });

  test('has an application permission taken away', async () => {
    const anna = await signInAs('anna');
    const { servicePrincipal } = await register(anna);
    const graph = await done(anna, { op: 'resource', appId: MICROSOFT_GRAPH });
    const assigned = await done(anna, {
      op: 'assign-app-role',
      clientId: servicePrincipal,
      resourceId: graph.servicePrincipalId,
      appRoleId: graphAppRoleId('CallRecords.Read.All'),
    });
    const remove = {
      op: 'remove-app-role',
      servicePrincipalId: servicePrincipal,
      assignmentId: assigned.id,
    } as const;
    await done(anna, remove);

    expect(await done(anna, { op: 'app-role-assignments', servicePrincipalId: servicePrincipal })).toEqual(
      [],
    );
    expect(await refused(anna, remove)).toMatchObject({ status: 404 });
  });

  test('gets an owner once, and loses it again without the person', async () => {
    const anna = await signInAs('anna');
    const { id } = await register(anna);
    const dana = await signInAs('dana');
    const who = { applicationId: id, ownerId: dana.person.oid };
    await done(anna, { op: 'add-owner', ...who });

    expect(await refused(anna, { op: 'add-owner', ...who })).toMatchObject({ answer: 'already' });
    expect(await done(anna, { op: 'application-owners', applicationId: id })).toEqual([
      { id: dana.person.oid },
    ]);
    await done(anna, { op: 'remove-owner', ...who });
    expect(await done(anna, { op: 'application-owners', applicationId: id })).toEqual([]);
    expect(await done(anna, { op: 'user-named', userPrincipalName: 'dana@contoso.example' })).toMatchObject({
      oid: dana.person.oid,
    });
  });

  test('holds a directory role once, until it is taken away', async () => {
    const anna = await signInAs('anna', ['RoleManagement.ReadWrite.Directory']);
    const { servicePrincipal } = await register(anna);
    const definitions = await done(anna, { op: 'role-definitions' });
    const reader = definitions.find(({ displayName }) => displayName === 'Global Reader');
    const role = { principalId: servicePrincipal, roleDefinitionId: reader?.id ?? '' };
    const { id } = await done(anna, { op: 'assign-directory-role', ...role });
    const held = { op: 'directory-roles-of', principalId: servicePrincipal } as const;

    expect(await refused(anna, { op: 'assign-directory-role', ...role })).toMatchObject({
      answer: 'already',
    });
    expect(await done(anna, held)).toEqual([{ id, roleDefinitionId: reader?.id }]);
    await done(anna, { op: 'unassign-directory-role', assignmentId: id });
    expect(await done(anna, held)).toEqual([]);
  });
});

describe('a user of the connector', () => {
  const wantedUser = {
    op: 'create-user',
    userPrincipalName: 'nectar@contoso.example',
    displayName: 'Nectar',
    mailNickname: 'nectar',
    employeeType: 'registrar-0123456789abcdef',
    neverExpires: true,
    password: new Secret('Pretend-first-Pa55word'),
  } as const;
  const named = { op: 'user-named', userPrincipalName: wantedUser.userPrincipalName } as const;
  const admin = () => signInAs('anna', ['User.ReadWrite.All', 'Domain.Read.All']);

  test('is made once, found by its name and mark, and deleted', async () => {
    const anna = await admin();
    expect(await done(anna, named)).toBeNull();
    const { id } = await done(anna, wantedUser);

    expect(await done(anna, named)).toEqual({
      oid: id,
      displayName: 'Nectar',
      userPrincipalName: wantedUser.userPrincipalName,
      enabled: true,
      guest: false,
      employeeType: wantedUser.employeeType,
      passwordNeverExpires: true,
      createdDateTime: new Date(START).toISOString(),
    });
    expect(await refused(anna, wantedUser)).toMatchObject({ answer: 'already' });
    await done(anna, { op: 'delete-user', userId: id });
    expect(await done(anna, named)).toBeNull();
    expect(await refused(anna, { op: 'delete-user', userId: id })).toMatchObject({ status: 404 });
    await done(anna, { op: 'purge', objectId: id });
    expect(await done(anna, { op: 'deleted-object', objectId: id })).toBeNull();
  });

  test('whose password may expire has none of its own rules', async () => {
    const anna = await admin();
    await done(anna, { ...wantedUser, neverExpires: false });
    expect(await done(anna, named)).toMatchObject({ passwordNeverExpires: false });
  });

  test.each([
    ['a weak password', { password: new Secret('password') }, 'GRAPH_USER_PASSWORD'],
    ['a domain of somebody else', { userPrincipalName: 'nectar@fabrikam.example' }, 'GRAPH_USER_NAME'],
    ['a character that is not allowed', { userPrincipalName: 'nec tar@contoso.example' }, 'GRAPH_USER_NAME'],
  ])('with %s is refused in words for people', async (_, change, code) => {
    expect(await refused(await admin(), { ...wantedUser, ...change })).toEqual({
      answer: 'policy',
      code,
      status: 400,
    });
  });

  test('is not made by somebody without the role', async () => {
    expect(await refused(await signInAs('bo', ['User.ReadWrite.All']), wantedUser)).toMatchObject({
      answer: 'denied',
    });
  });

  test('may be a guest, whose name has a # in it', async () => {
    const userPrincipalName = 'gus_fabrikam.example#EXT#@contoso.example';
    expect(await done(await admin(), { op: 'user-named', userPrincipalName })).toMatchObject({
      userPrincipalName,
      guest: true,
      employeeType: null,
    });
  });

  test('belongs to one of the domains, each with its own life for passwords', async () => {
    const domains = await done(await admin(), { op: 'domains' });
    expect(domains).toContainEqual({
      name: 'contoso.example',
      isDefault: true,
      isVerified: true,
      passwordDays: 90,
    });
    expect(domains).toContainEqual({
      name: 'contoso-voice.example',
      isDefault: false,
      isVerified: true,
      passwordDays: null,
    });
  });
});

test('a person without the role is refused with the words Graph has for it', async () => {
  const anna = await signInAs('anna');
  const { servicePrincipal } = await register(anna);
  const graph = await done(anna, { op: 'resource', appId: MICROSOFT_GRAPH });
  const [reply] = await directory.perform(await signInAs('bo'), [
    {
      op: 'assign-app-role',
      clientId: servicePrincipal,
      resourceId: graph.servicePrincipalId,
      appRoleId: graphAppRoleId('CallRecords.Read.All'),
    },
  ]);
  expect(reply).toMatchObject({ kind: 'refused', status: 403, code: 'Authorization_RequestDenied' });
});
