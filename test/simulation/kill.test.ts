/** Nectar's flows: one application, one service principal, exactly the planned grants, one credential; or nothing at all. */
import { FLOWS } from './flows.ts';
import { killEverywhere } from './kill.ts';

killEverywhere(FLOWS);
