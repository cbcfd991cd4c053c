import type { FailureTable } from './shape.ts';

/** Why the tenant was not looked through, and what was found when it was. */
export const sweepFailures = {
  SWEEP_NO_CERTIFICATE: {
    what: 'Credentials are not watched: the watch has no certificate to sign in with.',
    why: 'There is no file {file}.',
    fix: 'Set WATCH_APP_ID and WATCH_CERTIFICATE_FILE as docs/configuration.md describes. It goes on by itself.',
    retryable: true,
  },
  SWEEP_CERTIFICATE_WRONG: {
    what: 'Credentials are not watched: the watch cannot use its certificate.',
    why: 'The file {file} does not hold a private key and its certificate in PEM.',
    fix: 'Put both into that file, the key first. It goes on by itself.',
    retryable: true,
  },
  SWEEP_CERTIFICATE_EXPOSED: {
    what: 'Credentials are not watched: the file with the watch’s key is open to others.',
    why: 'Its mode is {mode}; only its owner may read it.',
    fix: 'Run "chmod 600 {file}". If others use this machine, put a new certificate on the watch’s application.',
    retryable: true,
  },
  SWEEP_REFUSED: {
    what: 'Credentials are not watched: Microsoft Entra does not let the watch sign in.',
    why: 'It answered {answer}.',
    fix: 'Compare WATCH_APP_ID and the certificate with the application in the Microsoft Entra admin center.',
    retryable: true,
  },
  SWEEP_DENIED: {
    what: 'Credentials are not watched: the watch may not read applications.',
    why: 'Its application lacks Application.Read.All, or nobody has consented to it.',
    fix: 'Grant admin consent to that one application permission in the Microsoft Entra admin center.',
    retryable: true,
  },
  SWEEP_TOO_POWERFUL: {
    what: 'Credentials are not watched: the watch may do more than it should.',
    why: 'Beside {enough} its application holds {roles}. The product holds no other power of its own.',
    fix: 'Take those permissions from the watch’s application. It goes on by itself.',
    retryable: true,
  },
  SWEEP_UNREACHABLE: {
    what: 'The tenant cannot be looked through right now.',
    why: 'Microsoft does not answer ({cause}).',
    fix: 'Nothing to do. It goes on by itself.',
    retryable: true,
  },
  SWEEP_THROTTLED: {
    what: 'The tenant cannot be looked through right now.',
    why: 'Microsoft Graph has been asking for pauses for hours: too many requests reach it, not only from here.',
    fix: 'Nothing to do. It goes on by itself.',
    retryable: true,
  },
  SWEEP_UNREADABLE: {
    what: 'The list of applications cannot be read.',
    why: 'An answer was cut short, or something between here and Microsoft answered instead.',
    fix: 'If it happens again, ask your network team whether a proxy changes traffic to graph.microsoft.com.',
    retryable: true,
  },
  SWEEP_ELSEWHERE: {
    what: 'The list of applications was not followed to its end.',
    why: 'An answer pointed to an address that is not Microsoft Graph’s.',
    fix: 'Ask your network team whether a proxy changes traffic to graph.microsoft.com.',
    retryable: true,
  },
  SWEEP_BUG: {
    what: 'Microsoft Graph refused something Registrar expected to work.',
    why: 'It answered {status} {graphCode}.',
    fix: 'Give the reference {requestId} to whoever runs Registrar.',
    retryable: true,
  },
  SWEEP_BROKE: {
    what: 'The tenant was not looked through to the end.',
    why: 'Something failed here, not in the tenant.',
    fix: 'It is tried again by itself. If it stays so, the log says what failed.',
    retryable: true,
  },
  SWEEP_CREDENTIAL_UNKNOWN: {
    what: '{name} has a credential nobody told us of: {credential}.',
    why: 'No set-up of ours made it. It is valid until {ends}.',
    fix: 'Ask who added it. If nobody did, remove it in the Microsoft Entra admin center, and look who could.',
  },
  SWEEP_CREDENTIAL_GONE: {
    what: 'A credential of {name} is gone: {credential}.',
    why: 'It was valid until {ends}, and somebody removed it in the tenant.',
    fix: 'If the vendor still uses it, renew it; if not, nothing is left to do.',
  },
  SWEEP_FEDERATED_UNKNOWN: {
    what: '{name} lets somebody sign in as it, and nobody told us: the federated credential {credential}.',
    why: 'No set-up of ours made it. Whoever is {subject} at {issuer} acts as this application, and it never ends.',
    fix: 'Ask who added it. If nobody did, remove it in the Microsoft Entra admin center, and look who could.',
  },
  SWEEP_PERMISSION_MISSING: {
    what: '{name} no longer holds {permission}.',
    why: 'It was granted when the set-up was proven, and somebody has taken it away in the tenant since.',
    fix: 'If that was a mistake, set the connector up on this registration again: the plan is only what is missing.',
  },
  SWEEP_PERMISSION_EXTRA: {
    what: '{name} holds more than was planned: {permission}.',
    why: 'No set-up of ours asked for it, and somebody has granted it in the tenant.',
    fix: 'Ask who granted it. If nobody needs it, remove it in the Microsoft Entra admin center.',
  },
  SWEEP_APPLICATION_GONE: {
    what: '{name} is gone.',
    why: 'Somebody deleted the application in the tenant; it was missed first on {seen}.',
    fix: 'Restore it within 30 days under Deleted applications in the Microsoft Entra admin center, or set it up anew.',
  },
} as const satisfies FailureTable;
