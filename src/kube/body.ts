import { StringDecoder } from 'node:string_decoder';
import type { JsonObject } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import { KubeError } from './error.ts';
import type { Answer } from './exchange.ts';
import { refusal } from './refusal.ts';
import type { Counters } from './sender.ts';

/** One page of a list stays below this; larger ones are asked for in smaller pages. */
const MOST_BYTES = 64 * 1024 * 1024;
/** What explains a refusal is short. */
const MOST_REFUSAL = 64 * 1024;
/** One event of a watch is one object, and etcd holds none larger than a few megabytes. */
const MOST_LINE = 16 * 1024 * 1024;

/** Reads an answer to its end. @throws KubeError where it is no success, no JSON, or too large. */
export async function readJson(answer: Answer, host: string, counters: Counters): Promise<JsonObject> {
  const text = await readText(answer, host, answer.status === 200 || answer.status === 201 ? MOST_BYTES : MOST_REFUSAL);
  counters.decoded += text.length;
  if (answer.status !== 200 && answer.status !== 201) throw refusal(answer.status, text, host, answer.retryAfter);
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value as JsonObject)) return value as JsonObject;
  } catch (cause) {
    throw new KubeError('bad-answer', `${host} answers with something that is no JSON`, {
      status: answer.status,
      cause,
    });
  }
  throw new KubeError('bad-answer', `${host} answers with something that is no JSON object`, { status: answer.status });
}

async function readText(answer: Answer, host: string, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) {
        throw new KubeError('too-large', `${host} answers with more than ${most >> 20} MB`, { status: answer.status });
      }
    }
    return Buffer.concat(chunks, length).toString('utf8');
  } catch (error) {
    throw answer.explain(error);
  } finally {
    answer.end();
  }
}

/** Reads an answer line by line while it comes. */
export async function* readLines(answer: Answer, host: string, counters: Counters): AsyncGenerator<string, void, void> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      counters.decoded += chunk.length;
      const [first = '', ...lines] = decoder.write(chunk).split('\n');
      parts.push(first);
      length += first.length;
      for (const line of lines) {
        const whole = parts.join('');
        parts = [line];
        length = line.length;
        if (whole !== '') yield whole;
      }
      if (length > MOST_LINE) {
        throw new KubeError('too-large', `${host} sends a line of more than ${MOST_LINE >> 20} MB`);
      }
    }
    const rest = parts.join('');
    if (rest.trim() !== '') yield rest;
  } catch (error) {
    throw answer.explain(error);
  } finally {
    answer.end();
  }
}
