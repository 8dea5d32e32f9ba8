package io.grantkeeper.connectors.openai;

import java.util.List;
import java.util.Optional;

/**
 * The role in a project that bounds what a key can do. Keys of projects cannot administer anything, so one of an owner
 * does what one of a member does; a role that is not known is kept as it is.
 */
final class ProjectRole {
    private static final String MEMBER = "member";

    private ProjectRole() {}

    static List<String> scopes(Optional<String> role) {
        return role.filter(text -> !text.isBlank() && !text.equals("none"))
                .map(text -> List.of(text.equals("owner") ? MEMBER : text))
                .orElse(List.of());
    }
}
