import type { FailureTable } from './shape.ts';

export const handOverFailures = {
  HANDOVER_NOT_READY: {
    what: 'There is nothing to hand over yet.',
    why: 'The registration is not proven.',
    fix: 'Wait until the card says Proven.',
  },
  HANDOVER_ALREADY_REVEALED: {
    what: 'The secret has been shown once, and is kept nowhere.',
    why: 'A secret that can be fetched twice can be fetched by somebody else.',
    fix: 'Make a new one if the first was lost.',
  },
  HANDOVER_NO_SECRET: {
    what: 'This registration has no secret to reveal.',
    why: 'It proves itself with a certificate, keeps the one it has, or needs none.',
    fix: 'Send the values on the sheet.',
  },
  HANDOVER_NO_PASSWORD: {
    what: 'There is no first password to show.',
    why: 'This set-up made no user, or the user is not there yet.',
    fix: 'Use the password the user has.',
  },
  HANDOVER_PASSWORD_SHOWN: {
    what: 'The first password of {name} has been shown once, and is kept nowhere.',
    why: 'A password that can be fetched twice can be fetched by somebody else.',
    fix: 'Reset it in Microsoft Entra if it was lost.',
  },
  HANDOVER_UNCLAIMED: {
    what: 'Nobody fetched the secret within 24 hours, so its value was destroyed.',
    why: 'An unused value that is still kept is a risk, and nobody has this one.',
    fix: 'Remove the credential, or make a new secret.',
  },
  HANDOVER_NOT_SENT: {
    what: 'The hand-over has not been confirmed.',
    why: 'The vendor cannot use the registration before it has these values.',
    fix: 'Send them, then press I have sent it.',
  },
  HANDOVER_SECRET_ID: {
    what: 'That is the Secret ID, not the secret value.',
    why: 'The Secret ID is a GUID; the value is longer and mixes letters, digits and signs.',
    fix: 'Paste the value. If it was not copied when it was made, make a new secret.',
  },
} as const satisfies FailureTable;
