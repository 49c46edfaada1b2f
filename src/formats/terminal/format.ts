import type { Format, RenderOptions } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { createPaint } from '../../std/text.ts';
import { harmlessLog } from '../escape.ts';
import { createFrames } from '../frame.ts';
import { groupByResource } from '../groups.ts';
import { isEmpty, openFindings } from '../words.ts';
import { conclusion } from './conclusion.ts';
import { frameworkTables } from './frameworks.ts';
import { groupLines, lastOfEachRule } from './group.ts';
import type { Pen } from './pen.ts';
import { createPen } from './pen.ts';
import { nothingToScan } from './nothing.ts';
import { troubles } from './troubles.ts';

/** For people at a terminal: details first, the worst nearest the prompt, then what to do next. */
const terminal: Format = {
  id: 'terminal',
  title: 'Terminal: for people, with code frames',
  extension: 'txt',
  wantsFixes: false,
  render: (report, options) => harmlessLog(lines(report, options).join('\n')),
};

export default terminal;

function lines(report: Report, options: RenderOptions): string[] {
  const pen = createPen(createPaint(options.color), options);
  return ['', ...(isEmpty(report) ? nothingToScan(report, pen) : body(report, options, pen)), ''];
}

function body(report: Report, options: RenderOptions, pen: Pen): string[] {
  const frames = createFrames(report, options.source);
  const groups = groupByResource(openFindings(report)).toReversed();
  const context = { report, frames, pen, explained: lastOfEachRule(groups) };
  return [
    ...groups.flatMap((group) => groupLines(group, context)),
    ...troubles(report, pen),
    ...frameworkTables(report, pen),
    ...conclusion(report, pen),
  ];
}
