package io.grantkeeper.cli;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.Terminal;
import picocli.CommandLine.Option;

/** The option that every command has: JSON instead of tables. */
final class OutputOption {
    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    private final Terminal terminal = Terminal.standard(System.getenv());

    boolean isJson() {
        return json;
    }

    Terminal terminal() {
        return terminal;
    }

    void json(Object value) {
        terminal.line(ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
