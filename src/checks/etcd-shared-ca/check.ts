import { componentsOf, COMPONENT_TYPES } from '../../kubernetes/component/components.ts';
import { flagOf, type Component, type ComponentName, type Flag } from '../../kubernetes/component/types.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { append } from '../../std/append.ts';

export default defineCheck({
  id: 'etcd-shared-ca',
  title: 'etcd trusts the CA of the whole cluster',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'Where etcd trusts the CA that signs client certificates of the API server, every holder of such a certificate (each kubelet, each user) can log in to etcd and read all secrets past RBAC.',
  remedy: 'Give etcd a CA of its own and set --trusted-ca-file of etcd and --etcd-cafile of the API server to it.',
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://etcd.io/docs/v3.6/op-guide/security/',
  ],
  types: COMPONENT_TYPES,
  find(resource, { inventory }) {
    const found: Violation[] = [];
    for (const component of componentsOf(resource)) {
      if (component.name === 'etcd') append(found, trustsClientCa(component, inventory));
      else if (component.name === 'kube-apiserver') append(found, sameFile(component, inventory));
    }
    return found;
  },
});

/** etcd's CA file is the file by which an API server recognises its clients. */
function trustsClientCa(etcd: Component, inventory: Inventory): Violation[] {
  const trusted = fileOf(etcd, 'trusted-ca-file');
  const user = trusted && inventory.derive(clientCas).get(trusted.value);
  if (!user) return [];
  const message = `${trusted.title} is ${trusted.value}, the client CA of the API server,${etcd.where}`;
  return [
    {
      path: trusted.path,
      message,
      evidence: [{ resource: user.resource, path: user.flag.path, note: `${user.flag.title} names the same file` }],
    },
  ];
}

/** Without an etcd in the inventory the API server's own flags tell. */
function sameFile(apiserver: Component, inventory: Inventory): Violation[] {
  const etcd = fileOf(apiserver, 'etcd-cafile');
  const client = fileOf(apiserver, 'client-ca-file');
  if (!etcd || etcd.value !== client?.value || inventory.derive(hasEtcd)) return [];
  return [{ path: etcd.path, message: `${etcd.title} and ${client.title} are both ${etcd.value}${apiserver.where}` }];
}

function clientCas(inventory: Inventory): ReadonlyMap<string, { readonly resource: Resource; readonly flag: Flag }> {
  const users = new Map<string, { resource: Resource; flag: Flag }>();
  for (const { resource, flag } of flagsOf(inventory, 'kube-apiserver', 'client-ca-file')) {
    if (!users.has(flag.value)) users.set(flag.value, { resource, flag });
  }
  return users;
}

function hasEtcd(inventory: Inventory): boolean {
  return flagsOf(inventory, 'etcd', 'trusted-ca-file').length > 0;
}

function flagsOf(
  inventory: Inventory,
  name: ComponentName,
  flag: string,
): readonly { resource: Resource; flag: Flag }[] {
  return inventory.resources.flatMap(componentsOf).flatMap((component) => {
    const found = component.name === name ? fileOf(component, flag) : undefined;
    return found ? [{ resource: component.resource, flag: found }] : [];
  });
}

function fileOf(component: Component, name: string): Flag | undefined {
  const flag = flagOf(component, name);
  return flag && !flag.bare && flag.value !== '' ? flag : undefined;
}
