package io.grantkeeper.policy.intent;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/** Says in words for people what a parser of YAML stumbled over: by where it stopped, not by what it says. */
final class NotYaml {
    private NotYaml() {}

    static Mistake mistake(String document, String text, MarkedYamlEngineException e) {
        Place place = e.getProblemMark().map(mark -> place(document, mark)).orElse(new Place(document, 1, 1));
        Optional<Place> begun = e.getContextMark().map(mark -> place(document, mark));
        return new Mistake(place, "", "this is not YAML: " + words(text, place, begun, e));
    }

    private static Place place(String document, Mark mark) {
        return new Place(document, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String words(String text, Place place, Optional<Place> begun, MarkedYamlEngineException e) {
        char opened = begun.map(begin -> TextPlace.character(text, begin)).orElse(' ');
        if (opened == '[' || opened == '{') {
            return "the bracket that opens %s is not closed before this, or lacks a comma".formatted(on(begun));
        }
        if ((opened == '"' || opened == '\'') && TextPlace.isTheEnd(text, place)) {
            return "the quote that opens %s is not closed".formatted(on(begun));
        }
        char seen = TextPlace.character(text, place);
        return switch (seen) {
            case '\t' -> "a tab stands here; indent with spaces";
            case '@', '`', '%' -> "a text cannot begin with %s; put quotes around it".formatted(seen);
            case ':' -> "a text with a colon and a space in it needs quotes around it";
            default ->
                e instanceof ParserException
                        ? "this does not fit what begins %s; look at how far each line is indented".formatted(on(begun))
                        : problem(e);
        };
    }

    private static String on(Optional<Place> begun) {
        return begun.map(begin -> "on line %d, column %d".formatted(begin.line(), begin.column()))
                .orElse("above");
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        return problem == null ? "it cannot be parsed" : problem;
    }
}
