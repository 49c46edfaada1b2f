import { settingCheck, wrong, off, type Problem } from '../../cloud/setting-check.ts';
import { eksNodeGroup } from '../../cloud/eks.ts';
import { usedByNodes } from '../../cloud/pools.ts';
import type { Part } from '../../cloud/part.ts';
import { blocks, setting } from '../../cloud/value.ts';

export default settingCheck({
  id: 'node-disk-unencrypted',
  title: 'Disks of EKS nodes are not encrypted',
  severity: 'medium',
  profile: 'all',
  why: 'Images, logs and emptyDir volumes of pods lie readable in snapshots and on returned hardware.',
  remedy: 'Set encrypted to true in the ebs block of each device, or switch on encryption by default in the account.',
  references: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template',
  ],
  rules: [
    wrong(eksNodeGroup.volumeEncrypted, off),
    { of: 'launch-template', find: (part, { inventory }) => (usedByNodes(part, inventory) ? plainDisks(part) : []) },
  ],
});

function plainDisks({ resource }: Part): Problem[] {
  return blocks(resource.object, 'block_device_mappings').flatMap(({ value, path }) => {
    const disk = setting(value, 'ebs');
    const encrypted = setting(value, 'ebs.encrypted');
    if (disk.state !== 'set' || encrypted.state === 'unknown') return [];
    if (encrypted.state === 'set' && !off(encrypted.value)) return [];
    const said = encrypted.state === 'set' ? 'is false' : 'is not set';
    return [{ path: [...path, ...encrypted.path], message: `block_device_mappings.ebs.encrypted ${said}` }];
  });
}
