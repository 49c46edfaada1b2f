import { isObject } from '../std/value.ts';
import { KubeError, type KubeErrorCode } from './error.ts';

const CODES: Readonly<Record<number, KubeErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  429: 'throttled',
};
const MOST_WORDS = 300;

/** Reads an answer that is no success: a Status object, or the words of whatever stands before the server. */
export function refusal(status: number, body: string, host: string, retryAfter: string | undefined): KubeError {
  const { message, reason } = said(body);
  const words = message ?? `${host} answers with ${status}${body.trim() ? `: ${firstLine(body)}` : ''}`;
  return new KubeError(CODES[status] ?? general(status), shortened(words), {
    status,
    reason: reason ?? '',
    retryAfter: retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined,
  });
}

function general(status: number): KubeErrorCode {
  if (status >= 500) return 'server-error';
  return status >= 400 ? 'rejected' : 'bad-answer';
}

function said(body: string): { readonly message?: string; readonly reason?: string } {
  try {
    const value: unknown = JSON.parse(body);
    const { kind, message, reason } = isObject(value as never) ? (value as Record<string, unknown>) : {};
    if (kind !== 'Status') return {};
    return { ...(typeof message === 'string' && { message }), ...(typeof reason === 'string' && { reason }) };
  } catch {
    return {};
  }
}

/** Control characters of a server's words must not reach a terminal. */
function firstLine(text: string): string {
  return text.trim().split('\n')[0]!;
}

function shortened(text: string): string {
  const plain = text.replaceAll(/[^\P{Cc}\n]/gu, ' ').replaceAll('\n', ' ');
  return plain.length > MOST_WORDS ? `${plain.slice(0, MOST_WORDS - 1)}…` : plain;
}
