import type { ReactNode } from 'react';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { hashOf } from '../route.ts';
import { words } from '../words.ts';
import styles from './ground.module.css';
import { ToChat } from './to-chat.tsx';

/** The frame of every page below the overview: the way back, a heading, what it is about, what can be done. */
export function Page({
  title,
  mark,
  sentence,
  actions,
  narrow = false,
  children,
}: {
  readonly title: string;
  readonly mark?: ReactNode;
  readonly sentence?: ReactNode;
  readonly actions?: ReactNode;
  /** For reading and filling in, where long lines tire. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <main className={narrow ? 'page narrow' : 'page'}>
      <nav className={styles['ways']} aria-label={words.ways}>
        <a className={styles['back']} href={hashOf({ page: 'overview' })}>
          <ArrowLeft20Regular aria-hidden="true" />
          {words.back}
        </a>
        <ToChat />
      </nav>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          <div className={styles['title']}>
            <h1>{title}</h1>
            {mark}
          </div>
          {sentence !== undefined && <p className={styles['sentence']}>{sentence}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}

/** A part of a page with a heading. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="sheet">
      <div className={styles['heading']}>
        <h2>{title}</h2>
        {aside !== undefined && <span className="quiet">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
