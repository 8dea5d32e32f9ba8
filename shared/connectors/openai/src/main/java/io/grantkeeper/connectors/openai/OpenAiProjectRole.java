package io.grantkeeper.connectors.openai;

import java.util.List;
import java.util.Optional;

/**
 * The role in a project that limits what a key can do. Project keys cannot administer anything, so an owner's key can
 * do no more than a member's key. An unknown role is recorded unchanged.
 */
final class OpenAiProjectRole {
    private static final String MEMBER = "member";

    private OpenAiProjectRole() {}

    static List<String> scopes(Optional<String> role) {
        return role.filter(text -> !text.isBlank() && !text.equals("none"))
                .map(text -> List.of(text.equals("owner") ? MEMBER : text))
                .orElse(List.of());
    }
}
