import { describe, expect, test } from '@jest/globals';
import { planLines, takesAway } from '../../../src/tab/client/run/plan-lines.ts';
import { ADDING, CLEANING_UP, NOTHING_TO_DO, WITH_USER } from '../../fakes/other-views.ts';
import { NOW, PLAN } from '../../fakes/run-views.ts';

const told = (plan: typeof PLAN): string[] =>
  planLines(plan, NOW).map(({ kind, text }) => `${kind}: ${text}`);

describe('the lines of a plan', () => {
  test('a new registration', () => {
    expect(told(PLAN)).toEqual([
      'new: Application Nectar DXP Cloud Connector',
      'new: Its service principal',
      'new: Admin consent to CallRecords.Read.All (application)',
      'new: Admin consent to User.Read.All (application)',
      'new: One client secret until 20 May 2027 (in 6 months)',
    ]);
    expect(takesAway(PLAN)).toBe(false);
  });

  test('what is there is told from what is written', () => {
    expect(told(ADDING).filter((one) => one.startsWith('new'))).toEqual([
      'new: Admin consent to Mail.Send.Shared (delegated)',
    ]);
    expect(told(NOTHING_TO_DO).filter((one) => /^(new|changed|removed)/.test(one))).toEqual([]);
  });

  test('what goes, and what is left alone', () => {
    expect(told(CLEANING_UP).slice(-5)).toEqual([
      'removed: Directory.Read.All',
      'removed: Organization.Read.All, requested and not granted',
      'removed: Entra role Skype for Business Administrator of its service principal',
      'left: A client secret of somebody else, until 1 Jan 2028',
      'left: Owner Mallory Maker',
    ]);
    expect(takesAway(CLEANING_UP)).toBe(true);
  });

  test('a user and how long its password lives', () => {
    const line = planLines(WITH_USER, NOW).find(({ text }) => text.startsWith('User'));
    expect(line?.detail.at(-1)).toBe('The password expires after 90 days.');
  });
});
