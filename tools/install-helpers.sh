#!/usr/bin/env bash
# Builds the helpers that the tests render charts and kustomizations with, into a cache folder: helm and kustomize at
# pinned versions, from the Go module proxy. Without Go, the tests that need them skip with a count.
set -euo pipefail
target="$1"
mkdir -p "$target"

if ! command -v go > /dev/null; then
  echo "skipped: no Go here, helm and kustomize are not built"
  exit 0
fi

build() {
  local name="$1" module="$2"
  if [ -x "$target/$name" ]; then
    echo "$name is there"
    return
  fi
  GOBIN="$target" GOFLAGS=-trimpath CGO_ENABLED=0 go install "$module" || echo "skipped: $name could not be built"
}

build helm helm.sh/helm/v4/cmd/helm@v4.3.1
build kustomize sigs.k8s.io/kustomize/kustomize/v5@v5.7.1
