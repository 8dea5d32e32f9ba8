package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.Capability;
import io.grantkeeper.permissions.PermissionDescription;
import io.grantkeeper.permissions.PermissionKind;
import io.grantkeeper.permissions.Permissions;
import io.grantkeeper.permissions.Provider;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verb {@code explain permission}: {@code {"provider","permission","kind"}} in,
 * {@code {"capabilities","breadth","escalation","path","source"}} out; {@code breadth} and {@code escalation} are null
 * where the permission is not understood.
 */
public final class PermissionExplainer {
    private final Permissions permissions;

    public PermissionExplainer(Permissions permissions) {
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
        String permission = JsonLine.text(question, "permission");
        Optional<PermissionKind> kind = JsonLine.optionalText(question, "kind").flatMap(PermissionKind::named);
        PermissionDescription description = permissions.describe(provider, permission, kind);

        ObjectNode answer = JsonLine.JSON.createObjectNode();
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
