package io.grantkeeper.functions.work;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;

/** Describes where JSON is malformed without quoting it, because it may contain text that must not be logged. */
public final class MalformedJson {
    private MalformedJson() {}

    /**
     * Returns a description of the error, for example "missing or wrong value at partition.stream" or "not JSON of the
     * expected shape at line 1, column 7".
     */
    public static String describe(JacksonException e) {
        if (e instanceof DatabindException && !e.getPath().isEmpty()) {
            return "missing or wrong value at "
                    + e.getPath().stream().map(MalformedJson::step).collect(Collectors.joining("."));
        }
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 0
                ? "not JSON of the expected shape"
                : "not JSON of the expected shape at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "[" + reference.getIndex() + "]" : name;
    }
}
