import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What can happen to a connection on its way. */
export type Fault = 'drop' | 'silence' | 'delay';

/** A TCP proxy that can be told to misbehave; what goes through it is as it was (TLS and all). */
export interface Proxy {
  readonly port: number;
  /** Does it to about `share` (0 to 1) of the connections, and gives how many there were. */
  inflict(fault: Fault, share: number): number;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** It lets nothing through, as a dead peer behind a firewall does. */
  silent: boolean;
}

const DELAY_MS = 1_500;
/** By then the other side has given up a silent connection. */
const FORGET_MS = 60_000;

export async function startProxy(target: number, random: () => number): Promise<Proxy> {
  const links = new Set<Link>();
  const listener = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    const link: Link = { client, server, silent: false };
    links.add(link);
    const end = () => {
      links.delete(link);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.pipe(server);
    server.pipe(client);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    inflict(fault, share) {
      const chosen = [...links].filter((link) => !link.silent && random() < share);
      for (const link of chosen) FAULTS[fault](link);
      return chosen.length;
    },
    async close() {
      for (const { client } of links) client.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

const FAULTS: Readonly<Record<Fault, (link: Link) => void>> = {
  drop: ({ client }) => void client.resetAndDestroy(),
  silence: (link) => {
    link.silent = true;
    hold(link);
    setTimeout(() => link.client.destroy(), FORGET_MS).unref();
  },
  delay: (link) => {
    hold(link);
    setTimeout(() => {
      if (!link.silent) release(link);
    }, DELAY_MS);
  },
};

function hold({ client, server }: Link): void {
  client.unpipe(server);
  server.unpipe(client);
  client.pause();
  server.pause();
}

function release({ client, server }: Link): void {
  if (client.destroyed || server.destroyed) return;
  client.pipe(server);
  server.pipe(client);
}
