/** What the exit code says; `castellan help exit-codes` prints it. */
export const EXIT = {
  clean: 0,
  findings: 1,
  usage: 2,
  incomplete: 3,
  bug: 70,
  interrupted: 130,
} as const;

export const EXIT_HELP = `Exit codes:
  0    clean: everything was looked at, nothing at or above --fail-on
  1    findings at or above --fail-on (default: high)
  2    a mistake in the command line, the config or a file that they name
  3    incomplete: something could not be looked at (see the gaps), nothing else failed
  70   a bug in Castellan
  130  interrupted
`;
