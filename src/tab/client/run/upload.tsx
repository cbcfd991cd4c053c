import { Button } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';

/** A certificate as the file it came as, in a window of its own. What was read from it is on the form afterwards. */
export function Upload({ desk }: DeskProps) {
  const { api, host } = useSession();
  const upload = async (): Promise<void> => {
    const { url } = await api.certificate(desk.view.runId);
    await host.popUp(url);
    desk.again();
  };
  return (
    <div>
      <Button
        disabled={desk.busy}
        icon={<Open16Regular />}
        iconPosition="after"
        onClick={() => desk.run(upload)}
      >
        {words.certificateUpload}
        <span className="unseen"> ({words.opensWindow})</span>
      </Button>
    </div>
  );
}
