package io.grantkeeper.permissions.explain;

import tools.jackson.databind.node.ObjectNode;

/** A command that reads one JSON object per line and writes one JSON object per line. */
abstract class JsonLineExplainer {
    /**
     * Returns the output line for one input line. If the input line is invalid, the output line is {@code
     * {"line","error"}}.
     *
     * @param number the line's number in the input, counted from 1
     */
    public final String explain(long number, String line) {
        return ExplainJsonLine.answer(number, line, this::answer);
    }

    /** Returns the output line for a parsed input line. */
    abstract String answer(ObjectNode question);
}
