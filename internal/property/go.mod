module github.com/whitmetrics/whit/internal/property

go 1.25.0

require (
	github.com/stretchr/testify v1.12.1
	github.com/whitmetrics/whit v0.0.0
	pgregory.net/rapid v1.3.0
)

require (
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/sys v0.47.0 // indirect
)

replace github.com/whitmetrics/whit => ../..
