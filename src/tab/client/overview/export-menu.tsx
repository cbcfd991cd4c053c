import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { ofThose } from '../api.ts';
import { useDialogs } from '../parts/dialogs.tsx';
import { useNotify } from '../parts/notices.tsx';
import { saveAs, showPage } from '../save-as.ts';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import { paramsOf, scopedTo } from './query.ts';
import type { ListQuery } from './query.ts';
import { Subscribe } from './subscribe.tsx';

/**
 * The list as it is filtered, for other programs; the lapses, for a calendar; and proof, for auditors. All of it is about
 * the connectors this tab is about.
 */
export function ExportMenu({ query }: { readonly query: ListQuery }) {
  const { api, me, settings } = useSession();
  const notify = useNotify();
  const open = useDialogs();
  const params = paramsOf(scopedTo(settings.connectors, query)).toString();
  const scope = ofThose(settings.connectors);
  const take = (path: string, name: string): void => {
    api.file(path).then((blob) => {
      saveAs(blob, name);
      notify.done(words.exported(name));
    }, notify.failed);
  };
  const show = (): void => {
    api.file(`evidence${scope}`).then((blob) => showPage(blob, 'evidence.html'), notify.failed);
  };
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowDownload20Regular />}>{words.exports}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => take(`registrations.csv?${params}`, 'registrations.csv')}>
            {words.exportCsv}
          </MenuItem>
          <MenuItem onClick={() => take(`registrations.json?${params}`, 'registrations.json')}>
            {words.exportJson}
          </MenuItem>
          <MenuItem onClick={show}>{words.exportEvidence}</MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => take(`lapses.ics${scope}`, 'lapses.ics')}>{words.exportIcs}</MenuItem>
          {me?.may.act === true && (
            <MenuItem
              onClick={() =>
                open({ draw: (close) => <Subscribe connectors={settings.connectors} close={close} /> })
              }
            >
              {words.exportSubscribe}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
