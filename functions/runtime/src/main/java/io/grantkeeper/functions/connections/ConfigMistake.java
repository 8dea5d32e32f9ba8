package io.grantkeeper.functions.connections;

/**
 * Something in the configuration that has to be mended.
 *
 * @param line from 1; 0 where the whole document is meant
 * @param column from 1; 0 where the whole document is meant
 * @param field for example {@code connections[0].settings.organization}
 * @param problem what is wrong and how to mend it; never a credential's value, which may be a pasted secret
 */
public record ConfigMistake(int line, int column, String field, String problem) {
    /** For people: {@code line 4, column 17, connections[0].provider: …} */
    @Override
    public String toString() {
        return line == 0
                ? "%s: %s".formatted(field, problem)
                : "line %d, column %d, %s: %s".formatted(line, column, field, problem);
    }
}
