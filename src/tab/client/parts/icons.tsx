/** The signs of marks.ts and the shapes of lapses, drawn. */
import { AddCircle20Regular } from '@fluentui/react-icons/svg/add-circle';
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { DismissCircle20Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { SubtractCircle20Regular } from '@fluentui/react-icons/svg/subtract-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { Shape, Sign } from '../marks.ts';

const SIGNS = {
  done: CheckmarkCircle20Filled,
  attention: Warning20Filled,
  failed: DismissCircle20Filled,
  clock: Clock20Regular,
  moving: ArrowSync20Regular,
  question: QuestionCircle20Regular,
  ended: SubtractCircle20Regular,
  pen: Edit20Regular,
  empty: Circle20Regular,
  plus: AddCircle20Regular,
} as const satisfies Readonly<Record<Sign, unknown>>;

/** Says nothing to a screen reader: a word stands beside it. */
export function SignIcon({ sign }: { readonly sign: Sign }) {
  const Icon = SIGNS[sign];
  return <Icon aria-hidden="true" />;
}

const SHAPES: Readonly<Record<Shape, React.ReactNode>> = {
  circle: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  diamond: <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="currentColor" />,
  triangle: <path d="M8 2 14.6 13.5H1.4Z" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  square: <rect x="2.75" y="2.75" width="10.5" height="10.5" fill="currentColor" />,
  cross: <path d="M3 3 13 13M13 3 3 13" fill="none" stroke="currentColor" strokeWidth="2.5" />,
};

export function ShapeIcon({ shape, size = 12 }: { readonly shape: Shape; readonly size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {SHAPES[shape]}
    </svg>
  );
}
