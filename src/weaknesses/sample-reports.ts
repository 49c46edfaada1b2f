import { readReport } from './read-report.ts';

export const REMOTE = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const CONFIG = `sha256:${'c'.repeat(64)}`;
export const PURL = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';
export const LOG4J = {
  VulnerabilityID: 'CVE-2021-44228',
  PkgName: 'org.apache.logging.log4j:log4j-core',
  PkgIdentifier: { PURL },
  InstalledVersion: '2.14.1',
  CVSS: { nvd: { V3Vector: REMOTE, V3Score: 10 } },
};
export const WEB = { Kind: 'Deployment', Name: 'web', Metadata: { RepoTags: ['registry.example.com/web:1.4'] } };
/** A report as its file is read. */
export const read = (value: object, file = 'report.json') => readReport(JSON.stringify(value), file);
