import { imageName, parseImage } from '../../kubernetes/image.ts';
import { LONG_RUNNING_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

/** Whole operating systems, by the last part of their repository. */
const SYSTEMS = new Set(
  'almalinux amazonlinux archlinux centos clearlinux debian fedora kali-rolling opensuse oraclelinux rockylinux ubuntu'.split(
    ' ',
  ),
);

export default defineCheck({
  id: 'image-not-minimal',
  title: 'Lasting workload runs a whole operating system image',
  severity: 'info',
  category: 'image',
  profile: 'all',
  why: 'A distribution image brings shells, package managers and hundreds of packages that the program does not need but an intruder does, and each of them has its own vulnerabilities.',
  remedy: 'Build the program into an image of its own, on a minimal base.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  types: ['Pod', ...LONG_RUNNING_TYPES],
  find(resource) {
    const found: Violation[] = [];
    for (const { name, path, role, spec } of containersOf(resource)) {
      const text = asString(spec['image']) ?? '';
      const image = parseImage(text);
      if (role !== 'container' || !image || !SYSTEMS.has(imageName(image))) continue;
      found.push({ path: [...path, 'image'], message: `container ${name} runs ${text}` });
    }
    return found;
  },
});
