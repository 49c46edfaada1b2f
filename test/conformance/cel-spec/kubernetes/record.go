// Records what the CEL of Kubernetes says of our expressions: the mistakes that its type checker finds, the types, the
// estimated costs, and what they cost when they run. It needs a Go toolchain and the module proxy:
//
//	go mod tidy && go run . > answers.jsonl
//
// expressions.txt holds one expression a line; world.json the schema of `object`, sizes by path, and values of the variables.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"math"
	"os"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/checker"
	"k8s.io/apimachinery/pkg/util/version"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	apiservercel "k8s.io/apiserver/pkg/cel"
	"k8s.io/apiserver/pkg/cel/common"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/library"
	"k8s.io/apiserver/pkg/cel/openapi"
	"k8s.io/kube-openapi/pkg/validation/spec"
)

type world struct {
	Schema    *spec.Schema         `json:"schema"`
	Sizes     map[string][2]uint64 `json:"sizes"`
	Variables map[string]any       `json:"variables"`
}

type problem struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Max is null where nothing bounds the cost.
type answer struct {
	Problems []problem `json:"problems,omitempty"`
	Type     string    `json:"type,omitempty"`
	Min      uint64    `json:"min"`
	Max      *uint64   `json:"max"`
	Cost     *uint64   `json:"cost,omitempty"`
	Fails    bool      `json:"fails,omitempty"`
}

type answers struct {
	Source  string `json:"source"`
	Typed   answer `json:"typed"`
	Dynamic answer `json:"dynamic"`
}

// A cost that grows from an unknown size is a tenth of the largest number; all of these are without bound.
const unbounded = math.MaxUint64 / 1000

func main() {
	var w world
	check(json.Unmarshal(read("world.json"), &w))
	typed, dynamic := environmentOf(w.Schema), environmentOf(nil)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	lines := bufio.NewScanner(strings.NewReader(string(read("expressions.txt"))))
	for lines.Scan() {
		source := lines.Text()
		check(out.Encode(answers{source, ask(typed, source, w, nil), ask(dynamic, source, w, whole(w.Variables))}))
	}
}

func environmentOf(schema *spec.Schema) *cel.Env {
	request, namespace := plugincel.BuildRequestType(), plugincel.BuildNamespaceType()
	types := []*apiservercel.DeclType{request, namespace}
	object := cel.DynType
	if schema != nil {
		declared := common.SchemaDeclType(&openapi.Schema{Schema: schema}, true).MaybeAssignTypeName("Thing")
		types = append(types, declared)
		object = declared.CelType()
	}
	set, err := environment.MustBaseEnvSet(version.MajorMinor(1, 36)).Extend(environment.VersionedOptions{
		IntroducedVersion: version.MajorMinor(1, 0),
		DeclTypes:         types,
		EnvOptions: []cel.EnvOption{
			cel.Variable("object", object),
			cel.Variable("oldObject", object),
			cel.Variable("params", cel.DynType),
			cel.Variable("variables", cel.DynType),
			cel.Variable("request", request.CelType()),
			cel.Variable("namespaceObject", namespace.CelType()),
			cel.Variable("authorizer", library.AuthorizerType),
			cel.Variable("authorizer.requestResource", library.ResourceCheckType),
		},
	})
	check(err)
	env, err := set.Env(environment.StoredExpressions)
	check(err)
	return env
}

func ask(env *cel.Env, source string, w world, variables map[string]any) (a answer) {
	ast, issues := env.Compile(source)
	if issues != nil {
		for _, e := range issues.Errors() {
			a.Problems = append(a.Problems, problem{e.Location.Line(), e.Location.Column() + 1, e.Message})
		}
		return a
	}
	a.Type = checker.FormatCELType(ast.OutputType())
	estimate, err := env.EstimateCost(ast, &library.CostEstimator{SizeEstimator: sizes(w.Sizes)})
	check(err)
	a.Min = estimate.Min
	if estimate.Max < unbounded {
		a.Max = &estimate.Max
	}
	if variables == nil {
		return a
	}
	program, err := env.Program(ast)
	if err != nil {
		a.Fails = true
		return a
	}
	_, details, err := program.Eval(variables)
	a.Fails = err != nil
	if details != nil && err == nil {
		a.Cost = details.ActualCost()
	}
	return a
}

type sizes map[string][2]uint64

func (s sizes) EstimateSize(node checker.AstNode) *checker.SizeEstimate {
	if size, found := s[strings.Join(node.Path(), ".")]; found && len(node.Path()) > 0 {
		return &checker.SizeEstimate{Min: size[0], Max: size[1]}
	}
	return nil
}

func (sizes) EstimateCallCost(string, string, *checker.AstNode, []checker.AstNode) *checker.CallEstimate {
	return nil
}

// JSON has numbers, the API ints.
func whole(value map[string]any) map[string]any {
	return wholeIn(value).(map[string]any)
}

func wholeIn(value any) any {
	switch v := value.(type) {
	case float64:
		if v == math.Trunc(v) {
			return int64(v)
		}
	case []any:
		for i := range v {
			v[i] = wholeIn(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = wholeIn(v[key])
		}
	}
	return value
}

func read(path string) []byte {
	text, err := os.ReadFile(path)
	check(err)
	return text
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
