package io.grantkeeper.connectors.openai;

import java.util.List;
import java.util.Optional;

/** The roles in a project: {@code owner}, {@code member} or {@code none}. An unknown role is recorded unchanged. */
final class OpenAiProjectRole {
    private static final String MEMBER = "member";

    private OpenAiProjectRole() {}

    /** Returns the role of an account. An owner can also manage the project's members and keys. */
    static List<String> ofAccount(Optional<String> role) {
        return role.filter(text -> !text.isBlank() && !text.equals("none")).stream()
                .toList();
    }

    /**
     * Returns the role that limits what a key can do. Project keys cannot administer anything, so an owner's key can do
     * no more than a member's key.
     */
    static List<String> ofKey(Optional<String> role) {
        return ofAccount(role.map(text -> text.equals("owner") ? MEMBER : text));
    }
}
