/* How a file of Terraform's native syntax reads, before anything is worked out. Offsets are UTF-16 units of its text. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value as the file writes it. */
export type Expression = Span & ExpressionKind;

type ExpressionKind =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*].x`: `each` says what is taken of every item, which stands in it as `item`. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | { readonly kind: 'item' }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | ForExpression
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly spread: boolean;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'conditional'; readonly if: Expression; readonly yes: Expression; readonly no: Expression }
  /** What can't be read. */
  | { readonly kind: 'broken' };

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly in: Expression;
  /** Present where it makes an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly if: Expression | undefined;
  /** `...`: values of equal keys are gathered in lists. */
  readonly grouped: boolean;
}

export type TemplatePart =
  | string
  | { readonly kind: 'value'; readonly of: Expression }
  | {
      readonly kind: 'if';
      readonly if: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly in: Expression;
      readonly body: readonly TemplatePart[];
    };

export interface Attribute extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  /** Where it stands in another file than its block: an override file said it. */
  readonly file?: TerraformFile;
}

export interface Block extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  /** From the type to the last label. */
  readonly header: Span;
  readonly body: Body;
  /** Where it stands in another file than the block around it. */
  readonly file?: TerraformFile;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface SyntaxProblem {
  readonly code: 'syntax' | 'limit';
  readonly message: string;
  readonly offset: number;
}

/** One file of a module. */
export interface TerraformFile {
  /** Path to show. */
  readonly file: string;
  readonly text: string;
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
}
