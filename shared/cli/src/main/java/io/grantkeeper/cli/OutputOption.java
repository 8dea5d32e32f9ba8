package io.grantkeeper.cli;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** The option that every command has: JSON instead of tables. */
final class OutputOption {
    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    private final TerminalOutput terminal = SystemTerminal.standard();

    boolean isJson() {
        return json;
    }

    TerminalOutput terminal() {
        return terminal;
    }

    /** Prints a result: as JSON with {@code --json}; otherwise, as text. */
    void print(Object result, Consumer<TerminalOutput> text) {
        print(ModelJson.mapper(), result, text);
    }

    /**
     * Prints a result that has its own JSON form.
     *
     * @param mapper writes the JSON form
     */
    void print(JsonMapper mapper, Object result, Consumer<TerminalOutput> text) {
        if (json) {
            json(mapper, result);
        } else {
            text.accept(terminal);
        }
    }

    void json(Object value) {
        json(ModelJson.mapper(), value);
    }

    private void json(JsonMapper mapper, Object value) {
        terminal.json(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
