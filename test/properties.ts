import { configureGlobal } from 'fast-check';

/*
 * Property tests take the same inputs in every run, so that a change is judged by what it changes. Other inputs:
 * `SEED=7 npm test`.
 */
configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
