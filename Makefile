.PHONY: pages build test check generate bench fuzz golden corpus vscode editors hooks

build: ## build hublint into bin/
	CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o bin/hublint ./cmd/hublint

test: ## run the tests
	go test ./...

check: ## everything a change has to pass
	bash .ci/run

generate: ## write the generated pages
	go run ./cmd/docs

golden: ## write the goldens of tests anew
	go test ./... -update

bench: build ## benchmarks, and the ratio of a cold run to a bare start
	go test -run '^$$' -bench . -benchmem ./...
	go run ./cmd/bench -binary bin/hublint

fuzz: ## every fuzz target for a while each
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep ^Fuzz); do \
		go test -run '^$$' -fuzz "^$$f$$" -fuzztime 60s $$p || exit 1; done; done

hooks: ## commit through the real pre-commit in a scratch repository
	bash .ci/hooks

corpus: ## tests over public repositories in the folder HUBLINT_CORPUS
	go test -count=1 ./... -run Corpus -v

vscode: ## package the extension for VS Code as dist/hublint.vsix; needs Node.js and npm
	@command -v npm >/dev/null || { echo "make vscode: needs npm, which is not installed" >&2; exit 1; }
	mkdir -p dist
	cd editors/vscode && npm ci && npm run package

editors: ## try the setup for Neovim in a real one; needs nvim
	bash editors/neovim/test.sh

pages: ## open the page of a review in Chromium, headless
	bash .ci/pages
