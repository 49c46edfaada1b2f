import { defineCheck, type Violation } from '../../model/check.ts';
import { argPath, commandsOf } from '../../dockerfile/dockerfile.ts';

const SWITCHES: readonly { readonly programs: RegExp; readonly off: RegExp }[] = [
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    off: /^(?:--allow-unauthenticated|--force-yes|(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=(?:true|1|yes))$/i,
  },
  {
    programs: /^(?:dnf5?|yum|microdnf|tdnf)$/,
    off: /^(?:--nogpgcheck|--no-gpgchecks|--setopt=(?:\S+\.)?gpgcheck=(?:0|false|no))$/i,
  },
  { programs: /^zypper$/, off: /^--no-gpg-checks$/ },
  { programs: /^apk$/, off: /^--allow-untrusted$/ },
  { programs: /^rpm$/, off: /^--(?:nosignature|nodigest|nogpg)$/ },
];

export default defineCheck({
  id: 'package-signature-unchecked',
  title: 'Package is installed without checking its signature',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'Whoever sits between the build and the mirror, or controls a mirror, can put any package into the image as root.',
  remedy: 'Import the key of the repository and leave the check on.',
  references: ['https://wiki.debian.org/SecureApt', 'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const facts = SWITCHES.find(({ programs }) => programs.test(command.program));
      if (!facts) continue;
      for (const [i, arg] of command.args.entries()) {
        if (facts.off.test(arg))
          found.push({ path: argPath(command, i), message: `${command.program} runs with ${arg}` });
      }
    }
    return found;
  },
});
