import { defineCheck, type Violation } from '../../model/check.ts';
import { argPath, commandsOf, instructionsOf, type Command } from '../../dockerfile/dockerfile.ts';
import { append } from '../../std/append.ts';

export default defineCheck({
  id: 'build-tls-verification-off',
  title: 'Build downloads without verifying TLS',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'Whoever sits between the build and the server decides what is downloaded and run; set in ENV it also holds for the running container.',
  remedy: "Remove the switch; add the missing authority's certificate to the image instead.",
  references: [
    'https://curl.se/docs/sslcerts.html',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'ENV', 'ARG')) {
      for (const { path, name, value } of instruction.pairs) {
        if (isSwitch(name, value ?? '')) found.push({ path, message: `${name} switches verification off` });
      }
    }
    for (const { command } of commandsOf(resource)) append(found, switchesOf(command));
    return found;
  },
});

/** `-k` alone or in a cluster before an option that takes a value. */
const CURL_CLUSTER = /^-[^-oHduxXTAbcCeFmrwyYzEKtUDPQ]*k/;

const SWITCHES: readonly { readonly programs: RegExp; readonly off: RegExp }[] = [
  { programs: /^curl$/, off: /^--(?:insecure|proxy-insecure)$/ },
  { programs: /^curl$/, off: CURL_CLUSTER },
  { programs: /^wget$/, off: /^--no-check-certificate$/ },
  { programs: /^git$/, off: /^http\.(?:\S+\.)?sslVerify=(?:false|0)$/i },
  { programs: /^(?:npm|pnpm|yarn)$/, off: /^--(?:no-strict-ssl|strict-ssl=false)$/ },
  { programs: /^(?:pip3?|python[\d.]*)$/, off: /^--trusted-host(?:=|$)/ },
  { programs: /^(?:apt|apt-get)$/, off: /^(?:-o)?Acquire::https::(?:\S+::)?Verify-(?:Peer|Host)=(?:false|0|no)$/i },
  { programs: /^(?:dnf5?|yum|microdnf)$/, off: /^--setopt=(?:\S+\.)?sslverify=(?:false|0|no)$/i },
  {
    programs: /^(?:kubectl|helm|oc)$/,
    off: /^--(?:insecure-skip-tls-verify|kube-insecure-skip-tls-verify)(?:=true)?$/,
  },
  { programs: /^(?:skopeo|buildah|podman)$/, off: /^--(?:src-|dest-)?tls-verify=false$/ },
  { programs: /^aws$/, off: /^--no-verify-ssl$/ },
];

/** `config set strict-ssl false`, `config http.sslVerify false`: the setting, then its value. */
const SETTINGS: readonly { readonly programs: RegExp; readonly name: RegExp }[] = [
  { programs: /^(?:npm|pnpm|yarn)$/, name: /^(?:strict-ssl|enableStrictSsl)$/ },
  { programs: /^git$/, name: /^http\.(?:\S+\.)?sslVerify$/i },
];

const VARIABLES: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  GIT_SSL_NO_VERIFY: /^(?:1|true|yes|on)$/i,
  NPM_CONFIG_STRICT_SSL: /^(?:false|0)$/i,
  YARN_ENABLE_STRICT_SSL: /^(?:false|0)$/i,
  PIP_TRUSTED_HOST: /./,
  GOINSECURE: /./,
};

function isSwitch(name: string, value: string): boolean {
  return (Object.hasOwn(VARIABLES, name.toUpperCase()) && VARIABLES[name.toUpperCase()]?.test(value)) ?? false;
}

function switchesOf(command: Command): Violation[] {
  const { program, args, words, at } = command;
  const last = program === 'export' ? words.length : at;
  const found: Violation[] = [];
  for (const [i, word] of words.slice(0, last).entries()) {
    const equals = word.indexOf('=');
    if (equals < 0 || !isSwitch(word.slice(0, equals), word.slice(equals + 1))) continue;
    found.push({ path: [...command.path, 'words', i], message: `${word.slice(0, equals)} switches verification off` });
  }
  const switches = SWITCHES.filter(({ programs }) => programs.test(program));
  const settings = SETTINGS.filter(({ programs }) => programs.test(program));
  for (const [i, arg] of args.entries()) {
    const set = settings.some(({ name }) => name.test(arg)) && /^(?:false|0)$/.test(args[i + 1] ?? '');
    if (!set && !switches.some(({ off }) => off.test(arg))) continue;
    found.push({
      path: argPath(command, i),
      message: set ? `${program} gets ${arg} ${args[i + 1]}` : `${program} runs with ${arg}`,
    });
  }
  return found;
}
