package io.grantkeeper.functions.connections;

/**
 * An error in the configuration.
 *
 * @param line the line, counted from 1; 0 for the whole document
 * @param column the column, counted from 1; 0 for the whole document
 * @param field the member, for example {@code connections[0].settings.organization}
 * @param problem what is invalid and how to fix it; never a credential's value, which may be a pasted secret
 */
public record ConfigError(int line, int column, String field, String problem) {
    /** Returns the error as readable text, for example {@code line 4, column 17, connections[0].provider: …}. */
    @Override
    public String toString() {
        return line == 0
                ? "%s: %s".formatted(field, problem)
                : "line %d, column %d, %s: %s".formatted(line, column, field, problem);
    }
}
