import type { Path } from '../model/json.ts';
import { argPath, type Command } from './dockerfile.ts';

export interface PackageCommand {
  /** `apt-get`, `apk`, `pip` ... */
  readonly manager: Manager;
  /** `install`, `update` ... */
  readonly verb: string;
  readonly verbPath: Path;
  readonly options: readonly string[];
  readonly packages: readonly { readonly name: string; readonly path: Path }[];
}

interface ManagerFacts {
  readonly programs: readonly string[];
  readonly install: readonly string[];
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
}

const MANAGERS = {
  apt: {
    programs: ['apt-get', 'apt', 'aptitude'],
    install: ['install'],
    valued: ['-t', '--target-release', '-o', '--option', '-c', '--config-file', '-a'],
  },
  apk: { programs: ['apk'], install: ['add'], valued: ['-t', '--virtual', '-X', '--repository', '-p', '--root'] },
  dnf: {
    programs: ['dnf', 'dnf5', 'yum', 'microdnf', 'tdnf'],
    install: ['install', 'groupinstall', 'localinstall', 'reinstall'],
    valued: ['-c', '--installroot', '--enablerepo', '--disablerepo', '--releasever', '--setopt', '-x'],
  },
  zypper: { programs: ['zypper'], install: ['install', 'in'], valued: ['-r', '--repo', '-t', '--type', '--root'] },
  pip: {
    programs: ['pip', 'pip3'],
    install: ['install'],
    valued: [
      '-r',
      '--requirement',
      '-c',
      '--constraint',
      '-e',
      '--editable',
      '-i',
      '--index-url',
      '-t',
      '--target',
      '-f',
      '--extra-index-url',
      '--find-links',
      '--trusted-host',
      '--prefix',
      '--root',
      '--cache-dir',
      '--timeout',
      '--retries',
      '--log',
      '--proxy',
    ],
  },
  npm: {
    programs: ['npm'],
    install: ['install', 'i', 'add'],
    valued: ['--prefix', '--registry', '--loglevel', '-w', '--workspace', '--cache', '--omit'],
  },
  yarn: { programs: ['yarn'], install: ['install', 'add'], valued: ['--cwd', '--registry', '--network-timeout'] },
  gem: { programs: ['gem'], install: ['install'], valued: ['-v', '--version', '-i', '-n', '-P', '-s', '--source'] },
} as const satisfies Record<string, ManagerFacts>;
export type Manager = keyof typeof MANAGERS;

const programs = new Map<string, Manager>(
  (Object.keys(MANAGERS) as Manager[]).flatMap((manager) =>
    MANAGERS[manager].programs.map((program) => [program, manager] as const),
  ),
);

/** A command of a package manager, taken apart; undefined for any other command. */
export function packageCommandOf(command: Command): PackageCommand | undefined {
  const module = /^python[\d.]*$/.test(command.program) && command.args[0] === '-m' && command.args[1] === 'pip';
  const manager = module ? 'pip' : programs.get(command.program);
  if (!manager) return undefined;
  const valued: readonly string[] = MANAGERS[manager].valued;
  const options: string[] = [];
  const names: { name: string; path: Path }[] = [];
  for (let i = module ? 2 : 0; i < command.args.length; i++) {
    const arg = command.args[i] ?? '';
    if (!arg.startsWith('-')) names.push({ name: arg, path: argPath(command, i) });
    else {
      options.push(arg);
      if (valued.includes(arg)) options.push(command.args[++i] ?? '');
    }
  }
  const [verb, ...packages] = names;
  return { manager, verb: verb?.name ?? '', verbPath: verb?.path ?? command.path, options, packages };
}

export function isInstall({ manager, verb }: PackageCommand): boolean {
  return (MANAGERS[manager].install as readonly string[]).includes(verb);
}

/** Whether one of the options is given; short ones (`-y`) also within a cluster (`-qqy`). */
export function hasOption(options: readonly string[], ...wanted: string[]): boolean {
  return options.some((option) =>
    wanted.some((want) =>
      /^-[A-Za-z]$/.test(want) ? /^-[A-Za-z]+$/.test(option) && option.includes(want.slice(1)) : option === want,
    ),
  );
}
