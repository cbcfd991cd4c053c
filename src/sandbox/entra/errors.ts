/**
 * What the sign-in service says when it says no. Numbers and texts:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */

/** One refusal. `error` is the OAuth word, `number` the AADSTS code, `text` the sentence after it. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly number: number;
  readonly error: string;
  readonly text: string;
  readonly status: number;
  readonly suberror: string | undefined;

  constructor(
    number: number,
    error: string,
    text: string,
    options: { status?: number; suberror?: string } = {},
  ) {
    super(`AADSTS${number}: ${text}`);
    this.number = number;
    this.error = error;
    this.text = text;
    this.status = options.status ?? 400;
    this.suberror = options.suberror;
  }
}

const unauthorized = { status: 401 };

/** The refusals by name. Where Microsoft's text carries a fact, the fact is the argument. */
export const refuse = {
  tenantNotFound: (tenant: string) =>
    new SignInError(
      90002,
      'invalid_request',
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  missingParameter: (name: string) =>
    new SignInError(
      900144,
      'invalid_request',
      `The request body must contain the following parameter: '${name}'.`,
    ),
  malformed: (error = 'invalid_request') =>
    new SignInError(9002313, error, 'Invalid request. Request is malformed or invalid.'),
  applicationNotFound: (appId: string, tenantName: string) =>
    new SignInError(
      700016,
      'unauthorized_client',
      `Application with identifier '${appId}' was not found in the directory '${tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  servicePrincipalMissing: (appId: string, tenantId: string) =>
    new SignInError(
      7000229,
      'unauthorized_client',
      `The client application ${appId} is missing service principal in the tenant ${tenantId}.`,
    ),
  applicationDisabled: (appId: string, name: string) =>
    new SignInError(7000112, 'unauthorized_client', `Application '${appId}'(${name}) is disabled.`),
  redirectMismatch: (redirectUri: string, appId: string) =>
    new SignInError(
      50011,
      'invalid_request',
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${appId}'. Make sure the redirect URI sent in the request matches one added to your application.`,
    ),
  replyAddressMismatch: (sent: string, expected: string) =>
    new SignInError(
      500112,
      'invalid_client',
      `The reply address '${sent}' does not match the reply address '${expected}' provided when requesting Authorization code.`,
    ),
  invalidSecret: (appId: string) =>
    new SignInError(
      7000215,
      'invalid_client',
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
      unauthorized,
    ),
  expiredSecret: (appId: string) =>
    new SignInError(
      7000222,
      'invalid_client',
      `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
      unauthorized,
    ),
  invalidAssertion: (reason: string, thumbprint: string) =>
    new SignInError(
      700027,
      'invalid_client',
      `Client assertion contains an invalid signature. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint}'].`,
      unauthorized,
    ),
  assertionOutOfTime: () =>
    new SignInError(
      700024,
      'invalid_client',
      'Client assertion is not within its valid time range.',
      unauthorized,
    ),
  noFederatedMatch: (subject: string) =>
    new SignInError(
      70021,
      'invalid_request',
      `No matching federated identity record found for presented assertion. Assertion Subject: '${subject}'.`,
    ),
  credentialMissing: () =>
    new SignInError(
      7000218,
      'invalid_client',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      unauthorized,
    ),
  clientIsPublic: () =>
    new SignInError(
      700025,
      'invalid_client',
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
      unauthorized,
    ),
  consentMissing: (appId: string, name: string) =>
    new SignInError(
      65001,
      'invalid_grant',
      `The user or administrator has not consented to use the application with ID '${appId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
      { suberror: 'consent_required' },
    ),
  declined: (error = 'access_denied') =>
    new SignInError(65004, error, 'User declined to consent to access the app.'),
  adminApprovalNeeded: (name: string) =>
    new SignInError(
      90094,
      'access_denied',
      `Admin consent is required: ${name} needs permissions that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`,
    ),
  invalidScope: (scope: string) =>
    new SignInError(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  appOnlyScope: (scope: string) =>
    new SignInError(
      1002012,
      'invalid_scope',
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  severalResources: () =>
    new SignInError(
      28000,
      'invalid_request',
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
    ),
  resourceNotFound: (resource: string, tenantName: string) =>
    new SignInError(
      500011,
      'invalid_resource',
      `The resource principal named ${resource} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  codeRedeemed: () =>
    new SignInError(
      54005,
      'invalid_grant',
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  codeExpired: () =>
    new SignInError(
      70008,
      'invalid_grant',
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  refreshExpired: () =>
    new SignInError(700082, 'invalid_grant', 'The refresh token has expired due to inactivity.'),
  grantInvalid: () => new SignInError(70000, 'invalid_grant', 'Provided grant is invalid or malformed.'),
  verifierMismatch: () =>
    new SignInError(
      501481,
      'invalid_grant',
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  challengeMissing: () =>
    new SignInError(
      9002325,
      'invalid_request',
      'Proof Key for Code Exchange with code_challenge_method S256 is required for authorization code redemption.',
    ),
  responseType: (value: string) =>
    new SignInError(
      70005,
      'unsupported_response_type',
      `The response_type '${value}' is not supported; use 'code'.`,
    ),
  responseMode: (value: string) =>
    new SignInError(70007, 'invalid_request', `'${value}' is not a supported value of 'response_mode'.`),
  loginRequired: () =>
    new SignInError(
      50058,
      'login_required',
      'A silent sign-in request was sent but no user is signed in. The cookies used to represent the user session were not sent in the request.',
    ),
  userDeleted: (user: string, tenantId: string) =>
    new SignInError(
      500341,
      'invalid_grant',
      `The user account ${user} has been deleted from the ${tenantId} directory. To sign into this application, the account must be added to the directory.`,
    ),
  userDisabled: () => new SignInError(50057, 'invalid_grant', 'The user account is disabled.'),
  devicePending: () =>
    new SignInError(
      70016,
      'authorization_pending',
      'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
    ),
  deviceCodeUnknown: () =>
    new SignInError(
      70018,
      'bad_verification_code',
      'Invalid verification code due to User typing in wrong user code for device code flow.',
    ),
  deviceCodeExpired: () =>
    new SignInError(70019, 'expired_token', 'Verification code expired. Have the user retry the sign-in.'),
  assertionSignature: () => new SignInError(50013, 'invalid_grant', 'Assertion failed signature validation.'),
  assertionAudience: (sent: string, expected: string) =>
    new SignInError(
      500131,
      'invalid_grant',
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${sent}' and the expected audience is '${expected}'.`,
    ),
  assertionExpired: () =>
    new SignInError(500133, 'invalid_grant', 'Assertion is not within its valid time range.'),
  appOnlyAssertion: (appId: string) =>
    new SignInError(
      7000114,
      'invalid_grant',
      `Application '${appId}' is not allowed to make application on-behalf-of calls.`,
    ),
  grantType: (value: string) =>
    new SignInError(
      70003,
      'unsupported_grant_type',
      `The app requested an unsupported grant type '${value}'.`,
    ),
};
