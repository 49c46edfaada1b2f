import { defineCheck, type Violation } from '../../model/check.ts';
import { isInstall, packageCommandOf } from '../../dockerfile/packages.ts';
import { commandsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'debug-tools-in-image',
  title: 'Debugging and network tools are in the image',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Whoever breaks into the container finds scanners, debuggers and remote shells ready, and need not bring their own.',
  remedy: 'Install such tools in an earlier stage, or bring them when needed with kubectl debug.',
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/',
    'https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages',
  ],
  types: ['Dockerfile'],
  parameters: {
    tools: [
      'dropbear',
      'gdb',
      'gdbserver',
      'hping3',
      'ltrace',
      'masscan',
      'ncat',
      'netcat',
      'netcat-openbsd',
      'netcat-traditional',
      'ngrep',
      'nmap',
      'openssh-server',
      'socat',
      'strace',
      'tcpdump',
      'telnet',
      'tshark',
      'wireshark',
    ],
  },

  find(resource, _scope, parameters) {
    const found: Violation[] = [];
    for (const { stage, command } of commandsOf(resource)) {
      const packages = stage.ships ? packageCommandOf(command) : undefined;
      if (!packages || !isInstall(packages)) continue;
      for (const { name, path } of packages.packages) {
        if (parameters.tools.includes(name.split(/[=~<>@:]/, 1)[0] ?? ''))
          found.push({ path, message: `the image gets ${name}` });
      }
    }
    return found;
  },
});
