import { defineEdge } from '../edge.ts';
import { escapesByCapability } from '../escape.ts';

export default defineEdge({
  id: 'open-by-handle',
  title: 'opens any file by its handle on',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'CAP_DAC_READ_SEARCH opens files by handle, outside of the file system of the container: keys and password hashes of the node among them.',
  remedy: 'Drop DAC_READ_SEARCH.',
  references: [
    'https://man7.org/linux/man-pages/man2/open_by_handle_at.2.html',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    escapesByCapability(world, 'DAC_READ_SEARCH', out);
  },
});
