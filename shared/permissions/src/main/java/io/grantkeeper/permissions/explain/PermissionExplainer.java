package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.Capability;
import io.grantkeeper.permissions.PermissionDescription;
import io.grantkeeper.permissions.PermissionForm;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Implements the {@code explain permission} command. For an input line {@code {"provider","permission","kind"}}, it
 * writes an output line {@code {"capabilities","breadth","escalation","path","source"}}. {@code breadth} and {@code
 * escalation} are null if the permission is not understood.
 */
public final class PermissionExplainer extends JsonLineExplainer {
    private static final List<String> MEMBERS = List.of("provider", "permission", "kind");

    private final PermissionVocabularies permissions;

    public PermissionExplainer(PermissionVocabularies permissions) {
        this.permissions = permissions;
    }

    @Override
    String answer(ObjectNode question) {
        ExplainJsonLine.requireKnownMembers(question, "", MEMBERS);
        PermissionProvider provider = ExplainJsonLine.provider(question);
        String permission = ExplainJsonLine.text(question, "permission");
        Optional<PermissionForm> kind =
                ExplainJsonLine.optionalText(question, "kind").flatMap(PermissionForm::named);
        PermissionDescription description = permissions.describe(provider, permission, kind);

        ObjectNode answer = ExplainJsonLine.JSON.createObjectNode();
        answer.put("provider", provider.wireName());
        answer.put("permission", description.permission());
        ArrayNode capabilities = answer.putArray("capabilities");
        for (Capability one : description.capabilities()) {
            ObjectNode capability = capabilities.addObject();
            capability.put("resource", one.resource().wireName());
            capability.put("action", one.action().wireName());
            capability.put("reach", one.reach().wireName());
            capability.put("words", one.inPlainWords());
        }
        description.breadth().ifPresentOrElse(b -> answer.put("breadth", b), () -> answer.putNull("breadth"));
        description
                .escalation()
                .ifPresentOrElse(e -> answer.put("escalation", e.tier()), () -> answer.putNull("escalation"));
        answer.put("path", description.path());
        answer.put("source", description.source().wireName());
        return answer.toString();
    }
}
