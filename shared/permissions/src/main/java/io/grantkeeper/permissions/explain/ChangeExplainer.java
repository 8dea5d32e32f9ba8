package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.Comparison;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.permissions.Provider;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verb {@code explain change}: {@code {"provider","before":G,"after":G}} in,
 * {@code {"verdict","added","sentence"}} out. {@link GrantReader} says what a grant G may hold.
 */
public final class ChangeExplainer {
    private final Permissions permissions;

    public ChangeExplainer(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * Answers one line. A line that cannot be answered gets {@code {"line","error"}}.
     *
     * @param number the line's number in its input, counted from 1
     */
    public String explain(long number, String line) {
        try {
            return answer(JsonLine.object(line));
        } catch (BadLine e) {
            return JsonLine.fault(number, String.valueOf(e.getMessage()));
        }
    }

    private String answer(ObjectNode question) {
        Provider provider = JsonLine.provider(question);
        AccessGrant before = GrantReader.read(question, "before");
        AccessGrant after = GrantReader.read(question, "after");
        Comparison comparison = permissions.compare(provider, before, after);

        ObjectNode answer = JsonLine.JSON.createObjectNode();
        answer.put("verdict", comparison.verdict().wireName());
        ArrayNode added = answer.putArray("added");
        comparison.gained().forEach(added::add);
        answer.put("sentence", comparison.sentence());
        return answer.toString();
    }
}
