import type { EvidenceConfiguration } from '../../host/evidence.ts';
import type { JsonObject } from '../../model/json.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { asString, at, isObject } from '../../std/value.ts';
import type { Process } from './processes.ts';
import { redactDocument } from './redact.ts';
import type { NodeRoot } from './root.ts';
import { compare, flagValue, type Survey } from './survey.ts';

/** Configuration files that command lines name, and what they are for. */
const NAMED: readonly { readonly component: string; readonly flag: string; readonly role: string }[] = [
  { component: 'kubelet', flag: 'config', role: 'config' },
  { component: 'kube-proxy', flag: 'config', role: 'config' },
  { component: 'kube-scheduler', flag: 'config', role: 'config' },
  { component: 'kube-apiserver', flag: 'encryption-provider-config', role: 'encryption' },
  { component: 'kube-apiserver', flag: 'audit-policy-file', role: 'audit-policy' },
  { component: 'kube-apiserver', flag: 'admission-control-config-file', role: 'admission' },
  { component: 'kube-apiserver', flag: 'authorization-config', role: 'authorization' },
  { component: 'kube-apiserver', flag: 'authentication-config', role: 'authentication' },
];

/** The configuration files of the components, without secrets: in the order in which they apply. */
export function readConfigurations(survey: Survey): EvidenceConfiguration[] {
  const found = [...survey.processes.flatMap((process) => ofProcess(survey, process)), ...withoutProcess(survey)];
  const once = new Map(found.map((entry) => [`${entry.component}\0${entry.role}\0${entry.path}`, entry]));
  return [...once.values()].sort((a, b) => compare(a.component, b.component) || order(a) - order(b));
}

/** Drop-ins come after what they change; else the order of reading holds. */
function order({ role }: EvidenceConfiguration): number {
  return role === 'drop-in' ? 1 : 0;
}

function ofProcess(survey: Survey, process: Process): EvidenceConfiguration[] {
  const named = NAMED.filter(({ component }) => component === process.name).flatMap(({ component, flag, role }) => {
    const path = flagValue(process.args, flag);
    return path ? readNamed(survey, process, { component, role, path }) : [];
  });
  const folder = process.name === 'kubelet' ? flagValue(process.args, 'config-dir') : undefined;
  return folder ? [...named, ...dropIns(survey, folder)] : named;
}

type Place = Pick<EvidenceConfiguration, 'component' | 'role' | 'path'>;

/** On the node, or in the container of the process, where a ConfigMap may be mounted. */
function readNamed(survey: Survey, process: Process, place: Place): EvidenceConfiguration[] {
  const inside = survey.root.ofProcess(process.pid);
  const root = survey.root.stat(place.path) === undefined && inside.stat(place.path) ? inside : survey.root;
  const found = readOne(survey, root, place);
  if (root.stat(place.path) === undefined) {
    survey.unread.add({
      what: place.path,
      code: 'unreadable',
      reason: `${place.component} names it, but it is not there`,
    });
  }
  return found;
}

/** As the kubelet reads them: `*.conf`, by name. */
function dropIns({ root, unread, ...rest }: Survey, folder: string): EvidenceConfiguration[] {
  const names = (unread.take(root.list(folder)) ?? []).filter((name) => name.endsWith('.conf'));
  return names.flatMap((name) =>
    readOne({ root, unread, ...rest }, root, { component: 'kubelet', role: 'drop-in', path: `${folder}/${name}` }),
  );
}

/** Files of distributions whose processes don't name them, or whose processes can't be seen. */
function withoutProcess(survey: Survey): EvidenceConfiguration[] {
  const seen = new Set(survey.processes.map(({ name }) => name));
  const kubelet = seen.has('kubelet') ? [] : survey.files.of('kubelet-config');
  return [
    ...kubelet.flatMap(({ path }) =>
      readOne(survey, survey.root, { component: 'kubelet', role: path.includes('.d/') ? 'drop-in' : 'config', path }),
    ),
    ...survey.files.of('distribution-config').flatMap(({ path }) =>
      readOne(survey, survey.root, {
        component: path.startsWith('/etc/rancher/k3s/') ? 'k3s' : 'rke2',
        role: 'config',
        path,
      }),
    ),
    ...survey.files
      .of('encryption-config')
      .filter(() => !seen.has('kube-apiserver'))
      .flatMap(({ path }) => readOne(survey, survey.root, { component: 'kube-apiserver', role: 'encryption', path })),
  ];
}

function readOne({ unread }: Survey, root: NodeRoot, place: Place): EvidenceConfiguration[] {
  const text = unread.take(root.text(place.path));
  if (text === undefined) return [];
  const document = objectIn(text);
  if (document) return [{ ...place, document: redactDocument(document) as JsonObject }];
  unread.add({ what: place.path, code: 'syntax', reason: 'it holds no YAML or JSON object' });
  return [];
}

export function objectIn(text: string): JsonObject | undefined {
  const value = parseManifests(text).documents[0]?.value;
  return isObject(value) ? value : undefined;
}

/** Files that the kubelet's configuration names. */
export function namedByKubelet(configurations: readonly EvidenceConfiguration[]): {
  ca: string[];
  certificates: string[];
} {
  const documents = configurations.filter(({ component }) => component === 'kubelet').map(({ document }) => document);
  const strings = (...path: string[]) => documents.flatMap((document) => asString(at(document, ...path)) ?? []);
  return { ca: strings('authentication', 'x509', 'clientCAFile'), certificates: strings('tlsCertFile') };
}
