/** `POST /sandbox/teams-sso {persona, clientId}`: what `authentication.getAuthToken` gives a tab inside Teams. */
import { SignInError, type Entra } from './entra/index.ts';
import type { SandboxRequest, SandboxResponse } from './ports.ts';

export const TEAMS_SSO_PATH = '/sandbox/teams-sso';

export async function teamsSso(entra: Entra, request: SandboxRequest): Promise<SandboxResponse> {
  const asked = readAsked(request);
  if (asked === undefined)
    return json(400, { error: 'Send POST with JSON {"persona": "anna", "clientId": "<application id>"}.' });
  try {
    const { token, expiresIn } = await entra.teamsSsoToken(asked);
    return json(200, { token, expiresIn });
  } catch (problem) {
    if (problem instanceof SignInError) return json(problem.status, { error: problem.message });
    throw problem;
  }
}

function readAsked(request: SandboxRequest): { persona: string; clientId: string } | undefined {
  if (request.method !== 'POST') return undefined;
  try {
    const { persona, clientId } = JSON.parse(request.body) as Record<string, unknown>;
    return typeof persona === 'string' && typeof clientId === 'string' ? { persona, clientId } : undefined;
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): SandboxResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}
