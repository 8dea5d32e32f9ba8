package io.grantkeeper.policy.intent;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/**
 * Explains YAML syntax errors in plain words. The explanation is derived from the position at which the parser stopped,
 * not from the parser's message.
 */
final class YamlSyntaxErrors {
    private YamlSyntaxErrors() {}

    static DocumentError mistake(String document, String text, MarkedYamlEngineException e) {
        DocumentLocation location =
                e.getProblemMark().map(mark -> place(document, mark)).orElse(new DocumentLocation(document, 1, 1));
        Optional<DocumentLocation> begun = e.getContextMark().map(mark -> place(document, mark));
        return new DocumentError(location, "", "this is not valid YAML: " + explain(text, location, begun, e));
    }

    private static DocumentLocation place(String document, Mark mark) {
        return new DocumentLocation(document, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String explain(
            String text, DocumentLocation location, Optional<DocumentLocation> begun, MarkedYamlEngineException e) {
        char opened = begun.map(begin -> TextLocation.character(text, begin)).orElse(' ');
        if (opened == '[' || opened == '{') {
            return "the bracket that opens %s is not closed before this, or a comma is missing"
                    .formatted(position(begun));
        }
        if ((opened == '"' || opened == '\'') && TextLocation.isTheEnd(text, location)) {
            return "the quote that opens %s is not closed".formatted(position(begun));
        }
        char seen = TextLocation.character(text, location);
        return switch (seen) {
            case '\t' -> "the line contains a tab; indent with spaces";
            case '@', '`', '%' -> "a string cannot start with %s; put quotes around it".formatted(seen);
            case ':' -> "a string that contains a colon and a space needs quotes";
            default ->
                e instanceof ParserException
                        ? "this does not fit what starts %s; check the indentation of each line"
                                .formatted(position(begun))
                        : problem(e);
        };
    }

    private static String position(Optional<DocumentLocation> begun) {
        return begun.map(begin -> "on line %d, column %d".formatted(begin.line(), begin.column()))
                .orElse("above");
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        // The parser uses NUL for the end of the document, and its message quotes the character that it found.
        return problem == null
                ? "it cannot be parsed"
                : problem.replace("\0(0)", "the end of the document").replaceAll("\\p{Cntrl}", "?");
    }
}
