module github.com/whitmetrics/whit/compat/otel/e2e

go 1.26.0

replace github.com/whitmetrics/whit => ../../..

replace github.com/whitmetrics/whit/compat/otel => ..
