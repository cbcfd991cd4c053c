import type { FailureTable } from './shape.ts';

/** What the web server says before, or instead of, anybody's own failure. */
export const httpFailures = {
  HTTP_NOT_FOUND: {
    what: 'There is no page here.',
    why: 'The address is not one of ours, or it was cut short when it was copied.',
    fix: 'Go back to the chat and press the button again.',
  },
  HTTP_METHOD: {
    what: 'This address does not take {method}.',
    why: 'It answers {allowed} only.',
    fix: 'Use the buttons of the page.',
  },
  HTTP_HOST: {
    what: 'This server does not go by the name that was used.',
    why: 'Only its own address is answered, so that no other site can speak in its name.',
    fix: 'Open {url} instead.',
  },
  HTTP_TOO_LARGE: {
    what: 'What was sent is larger than {limit} KB.',
    why: 'Nothing this page takes is that large.',
    fix: 'Send less. A certificate is 1 to 4 KB.',
  },
  HTTP_TOO_SLOW: {
    what: 'What was sent took longer than {seconds} seconds to arrive.',
    why: 'The connection was too slow, or it was left open.',
    fix: 'Send it again.',
    retryable: true,
  },
  HTTP_CONTENT_TYPE: {
    what: 'What was sent is not of a type this address takes.',
    why: 'It takes {allowed}, not compressed.',
    fix: 'Use the buttons of the page.',
  },
  HTTP_BAD_JSON: {
    what: 'What was sent is not JSON in UTF-8.',
    why: 'It could not be read to its end.',
    fix: 'Send one JSON object in UTF-8.',
  },
  HTTP_TOO_DEEP: {
    what: 'What was sent is nested deeper than {limit} levels.',
    why: 'Nothing this server takes is that deep.',
    fix: 'Send it with fewer levels.',
  },
  HTTP_BAD_FORM: {
    what: 'The form could not be read.',
    why: 'It was cut short, or a field came more than once.',
    fix: 'Reload the page and send it again.',
  },
  HTTP_BAD_QUERY: {
    what: 'The address cannot be read.',
    why: 'A part of it is missing, comes twice, or is not text.',
    fix: 'Go back to the chat and press the button again.',
  },
  HTTP_CROSS_SITE: {
    what: 'Nothing was done.',
    why: 'The request did not come from this page itself.',
    fix: 'Open the page from the chat and press the button there.',
  },
  HTTP_NOT_SIGNED_IN: {
    what: 'This page is open for ten minutes after a sign-in, in the browser that signed in.',
    why: 'The ten minutes are over, or this is another browser.',
    fix: 'Go back to the chat and press the button again.',
  },
  HTTP_SIGN_IN_ANSWER: {
    what: 'The answer of the sign-in page is not complete.',
    why: 'A part of it is missing or contradicts another.',
    fix: 'Go back to the chat and press Sign in again.',
  },
  HTTP_UNEXPECTED: {
    what: 'Something went wrong on our side.',
    why: 'It was not foreseen. It is in the log under the reference below.',
    fix: 'Try again. If it happens twice, give the reference to whoever runs Registrar.',
    retryable: true,
  },
} as const satisfies FailureTable;
