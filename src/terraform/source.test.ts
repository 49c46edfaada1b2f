import { expect, test } from 'vitest';
import { shownSource } from './source.ts';

test.each([
  ['var.image', 'var.image'],
  ['"nginx:${var.tag}"', '"…${var.tag}"'],
  ['"postgres://u:hunter2@h/${var.db}?x=1"', '"…${var.db}…"'],
  ['coalesce(var.password, "hunter2", "")', 'coalesce(var.password, "…", "")'],
  ['data.aws_iam_role.x["a"].arn', 'data.aws_iam_role.x["a"].arn'],
  ['templatefile("a/b.tpl", { x = "hunter2" })', 'templatefile("a/b.tpl", { x = "…" })'],
  ['{ password = "hunter2", list = ["hunter2"] , x = var.y }', '{ password = "…", list = ["…"] , x = var.y }'],
  ['"a${lookup(var.x, "hunter2")}c\\"hunter2"', '"…${lookup(var.x, "…")}…"'],
  ['"$${hunter2}%{ if var.x }hunter2%{ endif }"', '"…%{ if var.x }…%{ endif }"'],
  ['<<-EOT\n  password: hunter2 ${var.x}\nEOT\n', '<<…'],
  ['var.a < 3 ? { a = 1 } : {}', 'var.a < 3 ? { a = 1 } : {}'],
  ['"hunter2${var.x', '"…${var.x'],
  ['"hunter2', '"…'],
  ['}"hunter2"', '}"…"'],
])('the source %s is shown as %s', (source, shown) => {
  expect(shownSource(source)).toBe(shown);
});

test('long sources are cut, and read in linear time', () => {
  expect(shownSource(`foo(${'x'.repeat(500)})`)).toHaveLength(200);
  expect(shownSource(`"${'$'.repeat(1_000_000)}"`)).toBe('"…"');
  expect(shownSource('["'.repeat(100_000))).toHaveLength(200);
});
