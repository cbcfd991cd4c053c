import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { aadstsIn } from '../errors/sign-in.ts';

/** What Entra said when it said no. `word` is OAuth's `error`, or MSAL's own where no answer came. */
export interface EntraRefusal {
  readonly aadsts: number | undefined;
  readonly word: string;
  /** The one sentence with the number, without trace ids and times. */
  readonly message: string;
}

/** Undefined when the error is none of MSAL's. The number is from `error_codes`, else from the description. */
export function entraRefusal(error: unknown): EntraRefusal | undefined {
  if (!(error instanceof AuthError)) return undefined;
  const coded = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
  const number = coded ? Number(error.errorNo ?? Number.NaN) : Number.NaN;
  const aadsts = Number.isSafeInteger(number) ? number : aadstsIn(error.errorMessage);
  return { aadsts, word: error.errorCode, message: sentenceOf(error.errorMessage) };
}

function sentenceOf(description: string): string {
  const sentence = /AADSTS\d+: .*?(?= Trace ID:| - Correlation ID:|[\r\n]|$)/.exec(description)?.[0];
  return sentence ?? '';
}
