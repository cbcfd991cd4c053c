/**
 * Graph's refusals, with its codes and texts. Several share the code Request_BadRequest, so callers in the wild
 * tell them apart by message: the texts are as captured from the service.
 */

export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** Thrown by handlers; the front door turns it into Graph's error body. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: number;
  readonly code: string;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: readonly ErrorDetail[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message);
}

export function invalidValue(property: string, message?: string): GraphError {
  return new GraphError(
    400,
    'Request_BadRequest',
    message ?? `Invalid value specified for property '${property}' of resource.`,
    { details: [{ code: 'InvalidValue', message: 'The value is not valid.', target: property }] },
  );
}

export function unsupportedQuery(message: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', message);
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function denied(message = 'Insufficient privileges to complete the operation.'): GraphError {
  return new GraphError(403, 'Authorization_RequestDenied', message);
}

export function invalidToken(): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty or not valid.', {
    headers: { 'www-authenticate': 'Bearer realm="", error="invalid_token"' },
  });
}

export function concurrencyViolation(): GraphError {
  return new GraphError(
    409,
    'Directory_ConcurrencyViolation',
    'Conflicting object with one or more of the specified property values is present in the directory. ' +
      'Another update is in progress; try again.',
  );
}

export function duplicateKey(message: string): GraphError {
  return new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);
}

/** One application has one service principal in a tenant. */
export function servicePrincipalTaken(appId: string): GraphError {
  return duplicateKey(
    'The service principal cannot be created, updated, or restored because the service principal name ' +
      `${appId} is already in use.`,
  );
}

export function userPrincipalNameTaken(): GraphError {
  return duplicateKey('Another object with the same value for property userPrincipalName already exists.');
}

export function noBackingApplication(appId: string): GraphError {
  const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
  return new GraphError(400, 'Request_BadRequest', message, {
    details: [{ code: 'NoBackingApplicationObject', message, target: 'appId' }],
  });
}

/** What the sandbox does not do, it says so: never a made-up success. */
export function unsupported(what: string): GraphError {
  return new GraphError(501, 'NotImplemented', `The sandbox does not support ${what}.`);
}

export function tooManyRequests(retryAfterSeconds: number): GraphError {
  return new GraphError(429, 'TooManyRequests', 'Too many requests. Try again later.', {
    headers: { 'retry-after': retryAfterSeconds.toString() },
  });
}
