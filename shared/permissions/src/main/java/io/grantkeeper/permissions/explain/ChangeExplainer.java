package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.GrantComparisonResult;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Implements the {@code explain change} command. For an input line {@code {"provider","before":G,"after":G}}, it writes
 * an output line {@code {"verdict","added","sentence"}}; {@link GrantReader} documents the members of a grant G.
 */
public final class ChangeExplainer extends JsonLineExplainer {
    private static final List<String> MEMBERS = List.of("provider", "before", "after");

    private final PermissionVocabularies permissions;

    public ChangeExplainer(PermissionVocabularies permissions) {
        this.permissions = permissions;
    }

    @Override
    String answer(ObjectNode question) {
        ExplainJsonLine.requireKnownMembers(question, "", MEMBERS);
        PermissionProvider provider = ExplainJsonLine.provider(question);
        AccessGrant before = GrantReader.read(question, "before");
        AccessGrant after = GrantReader.read(question, "after");
        GrantComparisonResult comparison = permissions.compare(provider, before, after);

        ObjectNode answer = ExplainJsonLine.JSON.createObjectNode();
        answer.put("verdict", comparison.verdict().wireName());
        ArrayNode added = answer.putArray("added");
        comparison.gained().forEach(added::add);
        answer.put("sentence", comparison.sentence());
        return answer.toString();
    }
}
